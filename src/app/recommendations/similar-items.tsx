import { Cover } from '../covers/cover.tsx';
import { formatByline } from '../format-byline.ts';
import { Icon } from '../icons.tsx';
import { useActions, useApp, useText } from '../store/react.tsx';
import { languageOf } from '../text/language-of.ts';
import type { Item } from '../types.ts';

/** Items like one of the list, most alike first; each can be liked where it stands. */
export function SimilarItems({ items }: { readonly items: readonly Item[] }) {
  return (
    <ol className="similar">
      {items.map((item) => (
        <SimilarItem key={item.id} item={item} />
      ))}
    </ol>
  );
}

function SimilarItem({ item }: { readonly item: Item }) {
  const text = useText();
  const liked = useApp((state) => state.shelf.likes.includes(item.id));
  const { like, remove } = useActions();
  return (
    <li className="similar-item">
      <Cover item={item} />
      <p className="similar-title" lang={languageOf(item.title)}>
        {item.title}
      </p>
      <p className="card-byline">{formatByline(text, item)}</p>
      <button
        type="button"
        className="like"
        aria-label={text.list.likeItem(item.title)}
        aria-pressed={liked}
        onClick={() => (liked ? remove(item.id) : like(item.id))}
      >
        <Icon name="heart" filled={liked} />
      </button>
    </li>
  );
}

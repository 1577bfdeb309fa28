import { useRef } from 'react';
import { Cover } from '../covers/cover.tsx';
import { Icon } from '../icons.tsx';
import { useActions, useApp, useModel, useText } from '../store/react.tsx';
import { isEmptyShelf } from '../store/shelf.ts';
import { languageOf } from '../text/language-of.ts';
import type { Item } from '../types.ts';
import { useKeptFocus } from '../use-kept-focus.ts';
import { Exchange } from './exchange.tsx';
import { SetAside } from './set-aside.tsx';
import './shelf.css';

/** What the reader likes, newest first, and below it what is left out for them. */
export function Shelf() {
  const { library } = useModel();
  const shelf = useApp((state) => state.shelf);
  const { likes } = shelf;
  const { shelf: text } = useText();
  const { clearShelf } = useActions();
  const section = useRef<HTMLElement>(null);
  const keepFocus = useKeptFocus(section, shelf, 'shelf-heading');
  const newestFirst = likes.toReversed().map(library.item);
  return (
    <section ref={section} className="shelf" aria-labelledby="shelf-heading" onClick={keepFocus}>
      <div className="section-head">
        <h2 id="shelf-heading" tabIndex={-1}>
          {text.heading}
        </h2>
        <p className="section-note">{likes.length > 0 ? text.count(likes.length) : text.empty}</p>
        {!isEmptyShelf(shelf) && (
          <button
            type="button"
            className="quiet-button section-action"
            data-keep="clear"
            onClick={clearShelf}
          >
            {text.clear}
          </button>
        )}
      </div>
      {likes.length > 0 && (
        <ul className="shelf-row" aria-label={text.liked}>
          {newestFirst.map((item) => (
            <ShelfItem key={item.id} item={item} />
          ))}
        </ul>
      )}
      <div className="shelf-board" aria-hidden="true" />
      <SetAside />
      {likes.length > 0 && <Exchange />}
    </section>
  );
}

function ShelfItem({ item }: { readonly item: Item }) {
  const { shelf } = useText();
  const { remove, dislike } = useActions();
  return (
    <li className="shelf-item">
      <Cover item={item} />
      <p className="shelf-title" lang={languageOf(item.title)}>
        {item.title}
      </p>
      <div className="shelf-actions">
        <button
          type="button"
          data-keep="remove"
          aria-label={shelf.removeItem(item.title)}
          title={shelf.remove}
          onClick={() => remove(item.id)}
        >
          <Icon name="cross" />
        </button>
        <button
          type="button"
          data-keep="dislike"
          aria-label={shelf.dislikeItem(item.title)}
          title={shelf.dislike}
          onClick={() => dislike(item.id)}
        >
          <Icon name="thumbDown" />
        </button>
      </div>
    </li>
  );
}

import { Cover } from '../covers/cover.tsx';
import { formatByline } from '../format-text.ts';
import { Icon } from '../icons.tsx';
import { useActions, useModel } from '../store/react.tsx';
import type { Item } from '../types.ts';
import { ReasonLine } from './reason-line.tsx';
import type { ReasonLineProps } from './reason-line.tsx';

const SHOWN_TAGS = 2;

interface CardProps {
  readonly id: string;
  /** Absent in a list that is not ranked for this reader. */
  readonly rank?: number;
  readonly because?: ReasonLineProps['because'];
}

/** One item of the list with what can be said to it. */
export function Card({ id, rank, because }: CardProps) {
  const item = useModel().library.item(id);
  return (
    <li className="card" data-id={id}>
      <Cover item={item} />
      <div className="card-words">
        {rank !== undefined && (
          <span className="card-rank">
            <span className="visually-hidden">Rank </span>
            {rank}
          </span>
        )}
        <h3 className="card-title">{item.title}</h3>
        <p className="card-byline">{formatByline(item.creators, item.year)}</p>
        {item.tags.length > 0 && <p className="card-tags">{item.tags.slice(0, SHOWN_TAGS).join(', ')}</p>}
        {because && <ReasonLine because={because} />}
      </div>
      <CardActions item={item} />
    </li>
  );
}

function CardActions({ item }: { readonly item: Item }) {
  const { like, dislike } = useActions();
  return (
    <div className="card-actions">
      <button
        type="button"
        className="like"
        data-keep="like"
        aria-label={`Like ${item.title}`}
        onClick={() => like(item.id)}
      >
        <Icon name="heart" />
        Like
      </button>
      <button
        type="button"
        className="dislike-button"
        data-keep="dislike"
        aria-label={`Not for me: ${item.title}`}
        title="Not for me"
        onClick={() => dislike(item.id)}
      >
        <Icon name="thumbDown" />
      </button>
    </div>
  );
}

import { memo } from 'react';
import { Cover } from '../covers/cover.tsx';
import { formatByline } from '../format-text.ts';
import { useModel } from '../store/react.tsx';
import { Aside } from './aside.tsx';
import { CardActions } from './card-actions.tsx';
import { ReasonLine } from './reason-line.tsx';
import type { ReasonLineProps } from './reason-line.tsx';

const SHOWN_TAGS = 2;

/** Most cards of a new list were in the one before: of those only the reasons are rendered again. */
const KeptActions = memo(CardActions);
const KeptAside = memo(Aside);

interface CardProps {
  readonly id: string;
  /** Absent in a list that is not ranked for this reader. */
  readonly rank?: number;
  readonly because?: ReasonLineProps['because'];
}

/** One item of the list with what can be said to it, and what was opened below it. */
export function Card({ id, rank, because }: CardProps) {
  const item = useModel().library.item(id);
  return (
    <>
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
          {because && <ReasonLine card={id} because={because} />}
        </div>
        <KeptActions item={item} />
      </li>
      <KeptAside card={id} />
    </>
  );
}

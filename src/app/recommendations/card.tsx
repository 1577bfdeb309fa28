import { memo } from 'react';
import { Cover } from '../covers/cover.tsx';
import { formatByline } from '../format-byline.ts';
import { useModel, useText } from '../store/react.tsx';
import { languageOf } from '../text/language-of.ts';
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
  const text = useText();
  const item = useModel().library.item(id);
  return (
    <>
      <li className="card" data-id={id}>
        <Cover item={item} />
        <div className="card-words">
          {rank !== undefined && (
            <span className="card-rank">
              <span className="visually-hidden">{text.list.rank} </span>
              {rank}
            </span>
          )}
          <h3 className="card-title" lang={languageOf(item.title)}>
            {item.title}
          </h3>
          <p className="card-byline">{formatByline(text, item)}</p>
          {item.tags.length > 0 && (
            <p className="card-tags">{text.enumerate(item.tags.slice(0, SHOWN_TAGS).map(text.tag))}</p>
          )}
          {because && <ReasonLine card={id} because={because} />}
        </div>
        <KeptActions item={item} />
      </li>
      <KeptAside card={id} />
    </>
  );
}

import { Fragment } from 'react';
import type { ReactNode } from 'react';
import type { Movement } from '../store/comparison.ts';
import { useActions, useText } from '../store/react.tsx';
import { languageOf } from '../text/language-of.ts';
import { describeMovement } from '../text/movement.ts';
import { Sentence } from '../text/sentence.tsx';
import type { Preview } from '../store/what-if.ts';
import { Title } from './title.tsx';

interface WhatIfProps {
  /** The like that would go. */
  readonly removed: string;
  readonly preview: Preview;
}

/** The list as it were without one like, and what would leave it. */
export function WhatIf({ removed, preview: { items, leaving } }: WhatIfProps) {
  const { list } = useText();
  const { remove } = useActions();
  const coming = items.filter(({ movement }) => movement.kind === 'new').length;
  const moved = items.filter(({ movement }) => movement.kind === 'up' || movement.kind === 'down').length;
  const doRemove = () => {
    remove(removed);
    document.getElementById('list-heading')?.focus();
  };
  return (
    <>
      <p className="what-if-sum">{list.moved(moved, coming, leaving.length)}</p>
      <ol className="what-if">
        {items.map(({ id, title, movement }) => (
          <li key={id} data-movement={movement.kind}>
            <span className="what-if-title" lang={languageOf(title)}>
              {title}
            </span>{' '}
            <Mark movement={movement} />
          </li>
        ))}
      </ol>
      <p className="what-if-leaving">
        {leaving.length === 0 ? (
          list.nothingLeaves
        ) : (
          <Sentence parts={list.leaving<ReactNode>(<Titles items={leaving} />)} />
        )}
      </p>
      <button type="button" className="quiet-button" onClick={doRemove}>
        {list.remove}
      </button>
    </>
  );
}

function Titles({ items }: { readonly items: Preview['leaving'] }) {
  return items.map((item, at) => (
    <Fragment key={item.id}>
      {at > 0 && ' · '}
      <Title item={item} />
    </Fragment>
  ));
}

function Mark({ movement }: { readonly movement: Movement }) {
  const { sign, spoken } = describeMovement(useText(), movement);
  return (
    <span className="what-if-mark">
      <span aria-hidden="true">{sign}</span>
      <span className="visually-hidden">{spoken}</span>
    </span>
  );
}

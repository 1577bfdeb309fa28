import type { Movement } from '../store/comparison.ts';
import { useActions } from '../store/react.tsx';
import type { Preview } from '../store/what-if.ts';
import { words } from './words.ts';

interface WhatIfProps {
  /** The like that would go. */
  readonly removed: string;
  readonly preview: Preview;
}

/** The list as it were without one like, and what would leave it. */
export function WhatIf({ removed, preview: { items, leaving } }: WhatIfProps) {
  const { remove } = useActions();
  const coming = items.filter(({ movement }) => movement.kind === 'new').length;
  const moved = items.filter(({ movement }) => movement.kind === 'up' || movement.kind === 'down').length;
  const doRemove = () => {
    remove(removed);
    document.getElementById('list-heading')?.focus();
  };
  return (
    <>
      <p className="what-if-sum">{words.moved(moved, coming, leaving.length)}</p>
      <ol className="what-if">
        {items.map(({ id, title, movement }) => (
          <li key={id} data-movement={movement.kind}>
            <span className="what-if-title">{title}</span> <Mark movement={movement} />
          </li>
        ))}
      </ol>
      <p className="what-if-leaving">
        {leaving.length === 0
          ? words.nothingLeaves
          : `${words.leaving} ${leaving.map(({ title }) => title).join(' · ')}`}
      </p>
      <button type="button" className="quiet-button" onClick={doRemove}>
        {words.remove}
      </button>
    </>
  );
}

const SIGNS = { same: '=', new: 'new', up: '↑', down: '↓' } as const;

function Mark({ movement }: { readonly movement: Movement }) {
  const by = 'by' in movement ? movement.by : '';
  return (
    <span className="what-if-mark">
      <span aria-hidden="true">{`${SIGNS[movement.kind]}${by}`}</span>
      <span className="visually-hidden">{`${words.movement[movement.kind]} ${by}`}</span>
    </span>
  );
}

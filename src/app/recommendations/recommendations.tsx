import { useRef } from 'react';
import type { ReactNode } from 'react';
import { formatMilliseconds } from '../format-text.ts';
import { useActions, useApp, useModel } from '../store/react.tsx';
import { Fault } from '../status/fault.tsx';
import type { ListState } from '../store/state.ts';
import { useKeptFocus } from '../use-kept-focus.ts';
import { Card } from './card.tsx';
import { useFlip } from './use-flip.ts';
import './recommendations.css';

/** The list under the shelf: popular items to begin with, then one that follows each tap. */
export function RecommendationList() {
  const list = useApp((state) => state.list);
  const { rank, retry } = useActions();
  const grid = useRef<HTMLOListElement>(null);
  useFlip(grid, list);
  const keepFocus = useKeptFocus(grid, list, 'list-heading');
  return (
    <section className="recommendations" id="recommendations" aria-labelledby="list-heading">
      <div className="section-head">
        <h2 id="list-heading" tabIndex={-1}>
          {list.kind === 'popular' ? 'A place to begin' : 'For you'}
        </h2>
        <Note />
      </div>
      {list.kind === 'failed' && (
        <Fault
          title="No list this time"
          error={list.error}
          onRetry={() => void (list.error.code === 'backend/lost' ? retry() : rank())}
        />
      )}
      {list.kind === 'recommended' && list.items.length === 0 && <p>Nothing is left to recommend.</p>}
      {(list.kind === 'popular' || list.kind === 'recommended') && (
        <ol ref={grid} className="grid" aria-labelledby="list-heading" onClick={keepFocus}>
          {cardsOf(list)}
        </ol>
      )}
    </section>
  );
}

function cardsOf(list: Extract<ListState, { kind: 'popular' | 'recommended' }>): ReactNode {
  if (list.kind === 'popular') return list.items.map(({ id }) => <Card key={id} id={id} />);
  return list.items.map(({ id, rank, because }) => <Card key={id} id={id} rank={rank} because={because} />);
}

function Note() {
  const kind = useApp((state) => state.list.kind);
  const inference = useApp((state) => state.lastInference);
  const { many } = useModel().recommender.manifest.itemNoun;
  if (kind === 'popular') return <p className="section-note">{`the ${many} most people liked: pick some`}</p>;
  if (kind !== 'recommended' || !inference) return null;
  return (
    <p className="section-note">{`ranked on your device in ${formatMilliseconds(inference.elapsed)}`}</p>
  );
}

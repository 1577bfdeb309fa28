import { useRef } from 'react';
import type { ReactNode } from 'react';
import { useActions, useApp, useModel, useText } from '../store/react.tsx';
import { Fault } from '../status/fault.tsx';
import type { ListState } from '../store/state.ts';
import { useKeptFocus } from '../use-kept-focus.ts';
import { Card } from './card.tsx';
import { TuningPanel } from './tuning-panel.tsx';
import { useFlip } from './use-flip.ts';
import './recommendations.css';

/** Likes from which on the list says much about a reader. */
const ENOUGH = 3;

/** The list under the shelf: popular items to begin with, then one that follows each tap. */
export function RecommendationList() {
  const list = useApp((state) => state.list);
  const { list: text } = useText();
  const { rank, retry } = useActions();
  const grid = useRef<HTMLOListElement>(null);
  const keepFocus = useKeptFocus(grid, list, 'list-heading');
  // After the focus: giving it needs the new layout, which would be worked out again once cards are under way.
  useFlip(grid, list);
  return (
    <section className="recommendations" id="recommendations" aria-labelledby="list-heading">
      <div className="section-head">
        <h2 id="list-heading" tabIndex={-1}>
          {list.kind === 'popular' ? text.popular : text.recommended}
        </h2>
        <Note />
      </div>
      {list.kind === 'recommended' && <TuningPanel />}
      {list.kind === 'failed' && (
        <Fault
          title={text.failed}
          error={list.error}
          onRetry={() => void (list.error.code === 'backend/lost' ? retry() : rank())}
        />
      )}
      {list.kind === 'recommended' && list.items.length === 0 && <p>{text.nothing}</p>}
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
  const liked = useApp((state) => state.shelf.likes.length);
  const { list, format } = useText();
  const { itemNoun } = useModel().recommender.manifest;
  if (kind === 'popular') return <p className="section-note">{list.begin(itemNoun)}</p>;
  if (kind !== 'recommended' || !inference) return null;
  const note = liked < ENOUGH ? list.fewer(ENOUGH - liked) : '';
  return <p className="section-note">{list.ranked(format.milliseconds(inference.computed)) + note}</p>;
}

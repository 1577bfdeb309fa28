import { useEffect } from 'react';
import { useStore } from 'zustand';
import { Fault } from '../../status/fault.tsx';
import { useModel } from '../../store/react.tsx';
import type { AssessedReader } from '../assess.ts';
import type { Explorer } from '../explorer-store.ts';
import { Figures } from './figures.tsx';
import { History } from './history.tsx';
import { RankFlow } from './rank-flow.tsx';
import { READER_TEXT } from './reader-view.text.ts';
import { Temperature } from './temperature.tsx';
import { WhatIf } from './what-if.tsx';

interface ReaderViewProps {
  readonly explorer: Explorer;
  readonly reader: AssessedReader;
  /** Median of the student's answers, ms. */
  readonly milliseconds: number;
}

/** One sample user under the glass. */
export function ReaderView({ explorer, reader, milliseconds }: ReaderViewProps) {
  const { user, student } = reader;
  const { many } = useModel().recommender.manifest.itemNoun;
  const shared = useStore(explorer.store, (state) => (state.shared?.user === user ? state.shared : null));
  const fault = useStore(explorer.store, (state) => state.fault);
  const heldOut = new Set(user.heldOut);
  useEffect(() => void explorer.choose(reader), [explorer, reader]);
  return (
    <section className="reader-view" aria-labelledby="reader-heading">
      <div>
        <h3 id="reader-heading">{READER_TEXT.heading(user.id)}</h3>
        <p>{READER_TEXT.summary(user.history.length, many, heldOut.size)}</p>
      </div>
      {fault && (
        <Fault title={READER_TEXT.failed} error={fault} onRetry={() => void explorer.choose(reader)} />
      )}
      <Figures reader={reader} divergence={shared?.divergence ?? null} milliseconds={milliseconds} />
      <History items={user.history} />
      <section aria-labelledby="lists-heading">
        <h3 id="lists-heading">{READER_TEXT.lists}</h3>
        <RankFlow
          from={{ name: READER_TEXT.teacher, ...user.teacher }}
          to={{ name: READER_TEXT.student, ...student }}
          heldOut={heldOut}
        />
        <p className="panel-note">{READER_TEXT.legend}</p>
      </section>
      <Temperature shared={shared} />
      <WhatIf explorer={explorer} heldOut={heldOut} />
    </section>
  );
}

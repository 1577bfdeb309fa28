import { useEffect } from 'react';
import { useStore } from 'zustand';
import { Fault } from '../../status/fault.tsx';
import { useModel, useText } from '../../store/react.tsx';
import type { AssessedReader } from '../assess.ts';
import type { Explorer } from '../explorer-store.ts';
import { useExplorerText } from '../explorer-text.ts';
import { Figures } from './figures.tsx';
import { History } from './history.tsx';
import { OtherStudents } from './other-students.tsx';
import { RankFlow } from './rank-flow.tsx';
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
  const { compare } = useText();
  const { reader: text } = useExplorerText();
  const { itemNoun } = useModel().recommender.manifest;
  const shared = useStore(explorer.store, (state) => (state.shared?.user === user ? state.shared : null));
  const fault = useStore(explorer.store, (state) => state.fault);
  const heldOut = new Set(user.heldOut);
  useEffect(() => void explorer.choose(reader), [explorer, reader]);
  return (
    <section className="reader-view" aria-labelledby="reader-heading">
      <div>
        <h3 id="reader-heading">{text.heading(user.id)}</h3>
        <p>{text.summary(user.history.length, itemNoun, heldOut.size)}</p>
      </div>
      {fault && <Fault title={text.failed} error={fault} onRetry={() => void explorer.choose(reader)} />}
      <Figures reader={reader} divergence={shared?.divergence ?? null} milliseconds={milliseconds} />
      <History items={user.history} />
      <section aria-labelledby="lists-heading">
        <h3 id="lists-heading">{text.lists}</h3>
        <RankFlow
          from={{ name: compare.teacher, ...user.teacher }}
          to={{ name: compare.student, ...student }}
          heldOut={heldOut}
        />
        <p className="panel-note">{text.legend}</p>
      </section>
      <OtherStudents explorer={explorer} reader={reader} heldOut={heldOut} />
      <Temperature shared={shared} />
      <WhatIf explorer={explorer} heldOut={heldOut} />
    </section>
  );
}

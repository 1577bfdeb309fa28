import { useEffect } from 'react';
import { useActions, useApp, useText } from '../store/react.tsx';
import { Fault } from '../status/fault.tsx';
import { ComparedReader } from './compared-reader.tsx';
import { ExplorerDoor } from './explorer-dialog.tsx';
import { QualityTable } from './quality-table.tsx';
import { ReaderPicker } from './reader-picker.tsx';
import { Sizes } from './sizes.tsx';
import './panel.css';

/** Teacher and student before the same reader, and what the distillation cost. */
export function ComparePanel() {
  const comparison = useApp((state) => state.comparison);
  const listed = useApp((state) => state.list.kind !== 'none');
  const { compare } = useText();
  const { openSamples } = useActions();
  // The sample users are fetched after the first list: that one must not wait for them.
  useEffect(() => {
    if (listed && comparison.phase === 'idle') void openSamples();
  }, [listed, comparison.phase, openSamples]);
  return (
    <aside className="panel" id="compare" aria-labelledby="panel-heading">
      <p className="eyebrow">{compare.eyebrow}</p>
      <h2 id="panel-heading">{compare.heading}</h2>
      <Sizes />
      <ExplorerDoor />
      {(comparison.phase === 'idle' || comparison.phase === 'loading') && (
        <p className="panel-note panel-wait">{compare.loading}</p>
      )}
      {comparison.phase === 'failed' && (
        <Fault title={compare.failed} error={comparison.error} onRetry={() => void openSamples()} />
      )}
      {comparison.phase === 'ready' && (
        <>
          <ReaderPicker samples={comparison.samples} picked={comparison.picked} />
          {comparison.compared ? (
            <ComparedReader compared={comparison.compared} />
          ) : (
            <div className="panel-wait" />
          )}
        </>
      )}
      <QualityTable />
    </aside>
  );
}

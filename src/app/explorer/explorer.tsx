import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { Recommender } from '../../inference/index.ts';
import { moveExplorer } from '../compare/explorer-address.ts';
import type { ExplorerRoute } from '../compare/explorer-route.ts';
import { Fault } from '../status/fault.tsx';
import { useModel } from '../store/react.tsx';
import type { AssessedReader } from './assess.ts';
import { CurveView } from './curve/curve.tsx';
import { DeviceView } from './device/device.tsx';
import { useExplorerText } from './explorer-text.ts';
import { createExplorer } from './explorer-store.ts';
import type { Explorer as ExplorerModel } from './explorer-store.ts';
import { ReaderView } from './reader/reader-view.tsx';
import { ReaderBrowser } from './readers/reader-browser.tsx';
import './explorer.css';

type OpenModel = ReturnType<typeof useModel>;

/** What is worked out of a model is kept as long as the model itself. */
const explorers = new WeakMap<Recommender, ExplorerModel>();

function explorerOf({ recommender, library, openVariant }: OpenModel): ExplorerModel {
  const explorer = explorers.get(recommender) ?? createExplorer(recommender, library, openVariant);
  explorers.set(recommender, explorer);
  return explorer;
}

/** What stands inside the dialog: one of its three parts. */
export function Explorer({ route }: { readonly route: ExplorerRoute }) {
  const explorer = explorerOf(useModel());
  switch (route.view) {
    case 'curve':
      return <CurveView />;
    case 'device':
      return <DeviceView explorer={explorer} />;
    case 'readers':
      return <Readers explorer={explorer} wanted={route.reader} />;
  }
}

interface ReadersProps {
  readonly explorer: ExplorerModel;
  /** Id of the reader in the address. */
  readonly wanted: string | null;
}

function Readers({ explorer, wanted }: ReadersProps) {
  const { readers: text } = useExplorerText();
  const state = useStore(explorer.store, ({ readers }) => readers);
  useEffect(() => void explorer.load(), [explorer]);
  switch (state.phase) {
    case 'idle':
    case 'loading':
      return (
        <p className="explorer-loading" role="status">
          {state.phase === 'loading' && state.total > 0
            ? text.asking(state.done, state.total)
            : text.fetching}
        </p>
      );
    case 'failed':
      return <Fault title={text.failed} error={state.error} onRetry={() => void explorer.load()} />;
    case 'ready': {
      const { readers, source, milliseconds } = state;
      const chosen = readers.find(({ user }) => user.id === wanted) ?? readers[0];
      if (!chosen) return <p className="explorer-loading">{text.none}</p>;
      return (
        <div className="explorer-columns">
          <ReaderBrowser readers={readers} source={source} chosen={chosen} onChoose={show} />
          <ReaderView key={chosen.user.id} explorer={explorer} reader={chosen} milliseconds={milliseconds} />
        </div>
      );
    }
  }
}

function show({ user }: AssessedReader): void {
  moveExplorer({ view: 'readers', reader: user.id });
}

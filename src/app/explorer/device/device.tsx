import { useState } from 'react';
import { useStore } from 'zustand';
import { MODELS } from '../../models.ts';
import { useApp, useModel, useText } from '../../store/react.tsx';
import type { Explorer } from '../explorer-store.ts';
import { useExplorerText } from '../explorer-text.ts';
import { BACKENDS, loadFrom, measureBackend, REQUESTS } from './measure.ts';
import type { BackendResult, LoadBackend } from './measure.ts';
import { Report } from './report.tsx';
import { TimesChart } from './times-chart.tsx';
import { TimesTable } from './times-table.tsx';

interface DeviceViewProps {
  readonly explorer: Explorer;
  /** For tests. */
  readonly load?: LoadBackend;
}

/** Every backend that runs here, measured by the visitor. */
export function DeviceView({ explorer, load }: DeviceViewProps) {
  const { compare } = useText();
  const { device } = useExplorerText();
  const model = useApp((state) => state.model);
  const histories = useHistories(explorer);
  const [results, setResults] = useState<readonly BackendResult[]>([]);
  const [running, setRunning] = useState<BackendResult['backend'] | null>(null);
  const measure = async () => {
    const found: BackendResult[] = [];
    for (const backend of BACKENDS) {
      setRunning(backend);
      found.push(await measureBackend(backend, load ?? loadFrom(MODELS[model].address), histories));
      setResults([...found]);
    }
    setRunning(null);
  };
  const done = running === null && results.length > 0;
  return (
    <section className="device" aria-labelledby="device-heading">
      <h3 id="device-heading">{device.heading}</h3>
      <p>{device.intro(REQUESTS)}</p>
      <button
        type="button"
        className="quiet-button firm-button"
        aria-disabled={running !== null}
        onClick={() => {
          if (running === null) void measure();
        }}
      >
        {done ? device.again : device.measure}
      </button>
      <p role="status">{running ? device.measuring(compare.backends[running]) : done ? device.done : ''}</p>
      {results.length > 0 && <TimesTable results={results} />}
      {done && <TimesChart results={results} />}
      {done && <Report results={results} />}
    </section>
  );
}

/** Ids of what the sample users like; of the most liked items while those are not there. */
function useHistories(explorer: Explorer): string[][] {
  const { library } = useModel();
  const readers = useStore(explorer.store, (state) => state.readers);
  if (readers.phase !== 'ready' || readers.readers.length === 0) {
    return [library.popular(10, new Set()).map(({ id }) => id)];
  }
  return readers.readers.map(({ user }) => user.history.map((item) => library.at(item).id));
}

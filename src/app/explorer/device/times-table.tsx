import { formatMilliseconds } from '../../format-text.ts';
import { Scrolled } from '../scrolled.tsx';
import { BACKEND_NAMES, DEVICE_TEXT } from './device.text.ts';
import type { BackendResult } from './measure.ts';

/** The measurements, a row a backend. */
export function TimesTable({ results }: { readonly results: readonly BackendResult[] }) {
  return (
    <div>
      <Scrolled className="times" label={DEVICE_TEXT.caption}>
        <table>
          <caption className="visually-hidden">{DEVICE_TEXT.caption}</caption>
          <thead>
            <tr>
              {DEVICE_TEXT.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {results.map((result) => (
              <Row key={result.backend} result={result} />
            ))}
          </tbody>
        </table>
      </Scrolled>
      <p className="panel-note">{DEVICE_TEXT.memoryNote}</p>
    </div>
  );
}

function Row({ result }: { readonly result: BackendResult }) {
  const name = <th scope="row">{BACKEND_NAMES[result.backend]}</th>;
  if (!result.ran) {
    return (
      <tr>
        {name}
        <td colSpan={DEVICE_TEXT.columns.length - 1}>{DEVICE_TEXT.notHere(result.reason)}</td>
      </tr>
    );
  }
  const { least, median, p95, most } = result.spread;
  return (
    <tr>
      {name}
      <td>{DEVICE_TEXT.where[result.thread]}</td>
      {Object.entries({ start: result.start, least, median, p95, most }).map(([key, time]) => (
        <td key={key}>{formatMilliseconds(time)}</td>
      ))}
      <td>{DEVICE_TEXT.memory(result.memory)}</td>
    </tr>
  );
}

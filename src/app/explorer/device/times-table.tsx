import { useText } from '../../store/react.tsx';
import { useExplorerText } from '../explorer-text.ts';
import { Scrolled } from '../scrolled.tsx';
import { Method, TermHeads } from '../term.tsx';
import type { BackendResult } from './measure.ts';

/** What explains each column, in the order of `device.columns`. */
const TERMS = [null, null, 'start', 'answers', 'answers', 'p95', 'answers', 'memory'] as const;

/** The measurements, a row a backend. */
export function TimesTable({ results }: { readonly results: readonly BackendResult[] }) {
  const { device, figures } = useExplorerText();
  return (
    <div>
      <Scrolled className="times" label={device.caption}>
        <table>
          <caption className="visually-hidden">{device.caption}</caption>
          <thead>
            <TermHeads columns={device.columns} terms={TERMS} texts={figures.device} />
          </thead>
          <tbody>
            {results.map((result) => (
              <Row key={result.backend} result={result} />
            ))}
          </tbody>
        </table>
      </Scrolled>
      <p className="panel-note">{device.memoryNote}</p>
      <Method terms={figures.device} />
    </div>
  );
}

function Row({ result }: { readonly result: BackendResult }) {
  const { compare, format } = useText();
  const { device } = useExplorerText();
  const name = <th scope="row">{compare.backends[result.backend]}</th>;
  if (!result.ran) {
    return (
      <tr>
        {name}
        <td colSpan={device.columns.length - 1}>
          {device.notHere} <span lang="en">{result.reason}</span>
        </td>
      </tr>
    );
  }
  const { least, median, p95, most } = result.spread;
  return (
    <tr>
      {name}
      <td>{device.where[result.thread]}</td>
      {Object.entries({ start: result.start, least, median, p95, most }).map(([key, time]) => (
        <td key={key}>{format.milliseconds(time)}</td>
      ))}
      <td>{result.memory === null ? device.memoryUntold : format.bytes(result.memory)}</td>
    </tr>
  );
}

import { useText } from '../../store/react.tsx';
import { useExplorerText } from '../explorer-text.ts';
import { Scrolled } from '../scrolled.tsx';
import { TermHeads } from '../term.tsx';
import type { CurveSlice } from './curve-data.ts';

/** What explains each column, in the order of `curve.columns`. */
const TERMS = [null, 'modelBytes', 'ndcg10', 'share', 'interval'] as const;

/** The figures of the chart, smallest model first; the shipped ones at the head. */
export function CurveTable({ slice: { points, shipped } }: { readonly slice: CurveSlice }) {
  const { format } = useText();
  const { curve, figures } = useExplorerText();
  const users = Math.max(0, ...points.map((point) => point.users));
  return (
    <Scrolled className="reader-table" label={curve.caption(users)}>
      <table>
        <caption className="visually-hidden">{curve.caption(users)}</caption>
        <thead>
          <TermHeads columns={curve.columns} terms={TERMS} texts={figures.curve} />
        </thead>
        <tbody>
          {shipped.map(({ kind, bytes, ndcg10, share }) => (
            <tr key={kind} className="reader-chosen">
              <th scope="row">{curve.shippedRow[kind]}</th>
              <td>{format.bytes(bytes)}</td>
              <td>{format.score(ndcg10)}</td>
              <td>{format.percent(share, 1)}</td>
              <td>{'–'}</td>
            </tr>
          ))}
          {points.map(({ model, bytes, ndcg10, share, low, high }) => (
            <tr key={`${model} ${bytes}`}>
              <th scope="row">{curve.model(model)}</th>
              <td>{format.bytes(bytes)}</td>
              <td>{format.score(ndcg10)}</td>
              <td>{format.percent(share, 1)}</td>
              <td>{curve.interval(low, high)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}

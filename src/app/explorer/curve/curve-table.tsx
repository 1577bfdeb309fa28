import { formatBytes } from '../../format-text.ts';
import { formatScore, formatShare } from '../format.ts';
import { Scrolled } from '../scrolled.tsx';
import type { CurveSlice } from './curve-data.ts';
import { CURVE_TEXT } from './curve.text.ts';

/** The figures of the chart, smallest model first; the shipped ones at the head. */
export function CurveTable({ slice: { points, shipped } }: { readonly slice: CurveSlice }) {
  const users = Math.max(0, ...points.map((point) => point.users));
  return (
    <Scrolled className="reader-table" label={CURVE_TEXT.caption(users)}>
      <table>
        <caption className="visually-hidden">{CURVE_TEXT.caption(users)}</caption>
        <thead>
          <tr>
            {CURVE_TEXT.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shipped.map(({ kind, bytes, ndcg10, share }) => (
            <tr key={kind} className="reader-chosen">
              <th scope="row">{CURVE_TEXT.shippedRow(kind)}</th>
              <td>{formatBytes(bytes)}</td>
              <td>{formatScore(ndcg10)}</td>
              <td>{formatShare(share)}</td>
              <td>{CURVE_TEXT.noInterval}</td>
            </tr>
          ))}
          {points.map(({ model, bytes, ndcg10, share, low, high }) => (
            <tr key={`${model} ${bytes}`}>
              <th scope="row">{model}</th>
              <td>{formatBytes(bytes)}</td>
              <td>{formatScore(ndcg10)}</td>
              <td>{formatShare(share)}</td>
              <td>{CURVE_TEXT.interval(low, high)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}

import { useModel, useText } from '../store/react.tsx';
import { qualityFigures } from './quality-rows.ts';
import type { QualityFigures } from './quality-rows.ts';

/** The figures of the bundle's report: NDCG@10 on readers set aside before training. */
export function QualityTable() {
  const { compare } = useText();
  const { manifest } = useModel().recommender;
  const rows = qualityFigures(manifest);
  if (rows.length === 0) return null;
  const users = Math.max(...rows.map((row) => row.users));
  const { columns } = compare;
  const withPruned = rows.some((row) => row.pruned !== null);
  return (
    <table className="quality">
      <caption>
        {compare.quality}
        <span className="panel-note">
          {compare.qualityNote(users)}
          {withPruned && compare.prunedNote}
        </span>
      </caption>
      <thead>
        <tr>
          <th scope="col">{columns.history}</th>
          <th scope="col">{columns.teacher}</th>
          {withPruned && <th scope="col">{columns.pruned}</th>}
          <th scope="col">{columns.student}</th>
          <th scope="col">{columns.share}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.history} row={row} withPruned={withPruned} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, withPruned }: { readonly row: QualityFigures; readonly withPruned: boolean }) {
  const { compare, format } = useText();
  const { history, teacher, student, pruned } = row;
  return (
    <tr>
      <th scope="row">{compare.lengths[history]}</th>
      <td>{format.score(teacher)}</td>
      {withPruned && <td>{pruned === null ? '–' : format.score(pruned)}</td>}
      <td className={student >= teacher ? 'quality-ahead' : undefined}>{format.score(student)}</td>
      <td className={student >= teacher ? 'quality-ahead' : undefined}>
        {teacher > 0 ? format.percent(student / teacher, 1) : '–'}
      </td>
    </tr>
  );
}

import { formatCount } from '../format-text.ts';
import { useModel } from '../store/react.tsx';
import { qualityFigures } from './quality-rows.ts';
import type { QualityFigures } from './quality-rows.ts';

/** The figures of the bundle's report: NDCG@10 on readers set aside before training. */
export function QualityTable() {
  const { manifest } = useModel().recommender;
  const rows = qualityFigures(manifest);
  if (rows.length === 0) return null;
  const users = formatCount(Math.max(...rows.map((row) => row.users)));
  const withPruned = rows.some((row) => row.pruned !== null);
  return (
    <table className="quality">
      <caption>
        Quality by length of the history
        <span className="panel-note">
          {`NDCG@10 over ${users} test users who are in no training data.`}
          {withPruned && ' Pruned: the linear table of EASE cut down to the student’s bytes.'}
        </span>
      </caption>
      <thead>
        <tr>
          <th scope="col">History</th>
          <th scope="col">Teacher</th>
          {withPruned && <th scope="col">Pruned</th>}
          <th scope="col">Student</th>
          <th scope="col">of teacher</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.label} row={row} withPruned={withPruned} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ row, withPruned }: { readonly row: QualityFigures; readonly withPruned: boolean }) {
  const { label, teacher, student, pruned } = row;
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>{formatScore(teacher)}</td>
      {withPruned && <td>{pruned === null ? '–' : formatScore(pruned)}</td>}
      <td className={student >= teacher ? 'quality-ahead' : undefined}>{formatScore(student)}</td>
      <td className={student >= teacher ? 'quality-ahead' : undefined}>
        {teacher > 0 ? `${((100 * student) / teacher).toFixed(1)}\u00a0%` : '–'}
      </td>
    </tr>
  );
}

function formatScore(score: number): string {
  return score.toFixed(3).replace(/^0/, '');
}

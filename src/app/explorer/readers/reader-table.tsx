import { useText } from '../../store/react.tsx';
import type { AssessedReader } from '../assess.ts';
import { useExplorerText } from '../explorer-text.ts';
import { TermHeads } from '../term.tsx';

interface ReaderTableProps {
  readonly readers: readonly AssessedReader[];
  readonly chosen: AssessedReader;
  readonly onChoose: (reader: AssessedReader) => void;
}

const COLUMNS = ['user', 'likes', 'rbo', 'teacher', 'student'] as const;
/** What explains each column; the method stands with the chosen reader. */
const TERMS = [null, null, 'rankBiasedOverlap', 'teacherNdcg', 'studentNdcg'] as const;

/** The sample users as rows; each is chosen by its button. */
export function ReaderTable({ readers, chosen, onChoose }: ReaderTableProps) {
  const { readers: text, figures } = useExplorerText();
  if (readers.length === 0) return null;
  return (
    <div className="reader-table">
      <table>
        <caption className="visually-hidden">{text.caption}</caption>
        <thead>
          <TermHeads
            columns={COLUMNS.map((column) => text.columns[column])}
            terms={TERMS}
            texts={figures.each}
          />
        </thead>
        <tbody>
          {readers.map((reader) => (
            <Row key={reader.user.id} reader={reader} chosen={reader === chosen} onChoose={onChoose} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly reader: AssessedReader;
  readonly chosen: boolean;
  readonly onChoose: (reader: AssessedReader) => void;
}

function Row({ reader, chosen, onChoose }: RowProps) {
  const { format } = useText();
  const { readers: text } = useExplorerText();
  const { user, agreement, teacherNdcg, studentNdcg } = reader;
  const better = (mine: number, other: number) => (mine > other ? 'reader-better' : undefined);
  return (
    <tr className={chosen ? 'reader-chosen' : undefined}>
      <th scope="row">
        <button
          type="button"
          className="link-button"
          aria-pressed={chosen}
          onClick={() => {
            onChoose(reader);
            bringIntoView();
          }}
        >
          {text.name(user.id)}
        </button>
      </th>
      <td>{format.count(user.history.length)}</td>
      <td>{format.agreement(agreement.rankBiasedOverlap)}</td>
      <td className={better(teacherNdcg, studentNdcg)}>{format.score(teacherNdcg)}</td>
      <td className={better(studentNdcg, teacherNdcg)}>{format.score(studentNdcg)}</td>
    </tr>
  );
}

/** On a narrow page the chosen reader stands far below the table. */
function bringIntoView(): void {
  if (!window.matchMedia('(max-width: 1079px)').matches) return;
  requestAnimationFrame(() => document.getElementById('reader-heading')?.scrollIntoView());
}

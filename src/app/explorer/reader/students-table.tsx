import { useText } from '../../store/react.tsx';
import { useExplorerText } from '../explorer-text.ts';
import { Scrolled } from '../scrolled.tsx';
import { TermHeads } from '../term.tsx';

export interface StudentRow {
  /** The variant's name; null for the student on the page, which needs no download. */
  readonly name: string | null;
  readonly words: string;
  /** Of student.safetensors. */
  readonly bytes: number;
  /** null until its lists are there. */
  readonly figures: {
    readonly overlap: number;
    readonly rbo: number;
    readonly ndcg: number;
    readonly meanRbo: number;
    readonly meanNdcg: number;
  } | null;
}

interface StudentsTableProps {
  readonly rows: readonly StudentRow[];
  readonly shown: string | null;
  readonly onShow: (name: string) => void;
}

const COLUMNS = ['student', 'bytes', 'overlap', 'rbo', 'ndcg', 'meanRbo', 'meanNdcg'] as const;
/** What explains each column. */
const TERMS = [null, 'bytes', 'overlap', 'rankBiasedOverlap', 'studentNdcg', 'meanRbo', 'meanNdcg'] as const;

/** Students of one shape, a row each; all but the first are loaded by their button. */
export function StudentsTable({ rows, shown, onShow }: StudentsTableProps) {
  const { variants: text, figures } = useExplorerText();
  return (
    <Scrolled className="times" label={text.caption}>
      <table>
        <caption className="visually-hidden">{text.caption}</caption>
        <thead>
          <TermHeads
            columns={COLUMNS.map((column) => text.columns[column])}
            terms={TERMS}
            texts={{ ...figures.each, ...figures.means }}
          />
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.name ?? 'main'} row={row} shown={row.name === shown} onShow={onShow} />
          ))}
        </tbody>
      </table>
    </Scrolled>
  );
}

interface RowProps {
  readonly row: StudentRow;
  readonly shown: boolean;
  readonly onShow: (name: string) => void;
}

function Row({ row: { name, words, bytes, figures }, shown, onShow }: RowProps) {
  const { format } = useText();
  const cell = (value: number | undefined, show: (value: number) => string) =>
    value === undefined ? '–' : show(value);
  return (
    <tr className={shown && name !== null ? 'reader-chosen' : undefined}>
      <th scope="row">
        {name === null ? (
          words
        ) : (
          <button type="button" className="link-button" aria-pressed={shown} onClick={() => onShow(name)}>
            {words}
          </button>
        )}
      </th>
      <td>{format.bytes(bytes)}</td>
      <td>{cell(figures?.overlap, format.percent)}</td>
      <td>{cell(figures?.rbo, format.agreement)}</td>
      <td>{cell(figures?.ndcg, format.score)}</td>
      <td>{cell(figures?.meanRbo, format.agreement)}</td>
      <td>{cell(figures?.meanNdcg, format.score)}</td>
    </tr>
  );
}

import { HISTORY_LENGTHS } from '../../core/history-length.ts';
import type { Manifest, QualityRow } from '../../format/index.ts';
import { grouped, kilobytes } from '../progress.ts';
import type { Published } from './publish.ts';

/**
 * The plain-text end of a run: bytes, NDCG@10 / NDCG@100 by history length, each beside its ratio to EASE, and
 * what else was published.
 */
export function summary({ report, manifest }: Published): string {
  return [
    `${report.dataset}`,
    `student ${kilobytes(report.bytes)}, ${report.bytesPerItem} bytes an item for ${grouped(report.items)} items; ` +
      `teacher ${kilobytes(report.teacher.bytes)}, ${grouped(report.teacher.bytes / report.bytes)} times as large`,
    '',
    qualityTable(report.rows),
    ...otherFiles(manifest),
  ].join('\n');
}

/** A line a variant, and one for the teacher's rows. */
function otherFiles({ linear, variants = [] }: Manifest): string[] {
  const lines = variants.map(
    ({ name, files }) => `variant ${name}: ${kilobytes(files['student.safetensors'].bytes)}`,
  );
  if (linear !== undefined) {
    const { entries, files, overlap } = linear;
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    lines.push(
      `teacher's rows: ${linear.name}, up to ${grouped(entries)} entries a row, ${kilobytes(bytes)} in ${files.length} files; ` +
        `overlap@10 with the unpruned tables ${overlap.unpruned}, with the teacher ${overlap.teacher}`,
    );
  }
  return lines.length === 0 ? [] : ['', ...lines];
}

/** NDCG@10 / NDCG@100 and their ratios to EASE, a line a model. */
export function qualityTable(rows: readonly QualityRow[]): string {
  const models = [...new Set(rows.map((row) => row.model))];
  const find = (model: string, history: string): QualityRow | undefined =>
    rows.find((row) => row.model === model && row.history === history);
  const header = ['NDCG@10 / @100 (% of EASE)', ...HISTORY_LENGTHS.map((length) => lengthName(length))];
  const lines = models.map((model) => [
    model,
    ...HISTORY_LENGTHS.map((history) => cell(find(model, history), find('ease', history))),
  ]);
  return alignColumns([header, ...lines]);
}

function cell(row: QualityRow | undefined, ease: QualityRow | undefined): string {
  if (!row) return '';
  const figures = `${row.ndcg10.toFixed(4)} / ${row.ndcg100.toFixed(4)}`;
  if (!ease) return figures;
  return `${figures} (${ratio(row.ndcg10, ease.ndcg10)} / ${ratio(row.ndcg100, ease.ndcg100)})`;
}

function ratio(value: number, base: number): string {
  return base === 0 ? '–' : ((100 * value) / base).toFixed(1);
}

function lengthName(length: string): string {
  return length.endsWith('%') ? `${length} of the likes` : `${length} likes`;
}

function alignColumns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

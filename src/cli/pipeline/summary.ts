import { HISTORY_LENGTHS } from '../../core/history-length.ts';
import type { QualityRow, Report } from '../../format/index.ts';
import { grouped, kilobytes } from '../progress.ts';

/** The plain-text end of a run: bytes, and NDCG@10 / NDCG@100 by history length, each beside its ratio to EASE. */
export function summary(report: Report): string {
  return [
    `${report.dataset}`,
    `student ${kilobytes(report.bytes)}, ${report.bytesPerItem} bytes an item for ${grouped(report.items)} items; ` +
      `teacher ${kilobytes(report.teacher.bytes)}, ${grouped(report.teacher.bytes / report.bytes)} times as large`,
    '',
    qualityTable(report.rows),
  ].join('\n');
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

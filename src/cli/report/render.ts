import { HISTORY_LENGTHS, type HistoryLength } from '../../core/history-length.ts';
import type { Margin, QualityFigure, ReportCard, ReportRow } from '../../evaluation/report-card.ts';
import { duration, grouped } from '../progress.ts';
import type { StudentCost } from './make-report.ts';
import { fraction, percent, range, ratioWithInterval, table } from './markdown.ts';

/** A report as it is published: the figures, and what they are figures of. */
export interface PublishedReport {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** The command that made it. */
  readonly command: string;
  readonly counts: {
    readonly trainingUsers: number;
    readonly validationUsers: number;
    readonly testUsers: number;
  };
  readonly card: ReportCard;
  readonly costs: readonly StudentCost[];
}

const METRICS = [
  ['NDCG@10', 'ndcg10'],
  ['NDCG@100', 'ndcg100'],
  ['Recall@20', 'recall20'],
] as const;

/** One section of docs/results.md. */
export function renderReport(report: PublishedReport): string {
  const { card, counts } = report;
  return [
    `## ${report.title}`,
    `${report.description}. ${grouped(card.items)} items; ${grouped(counts.trainingUsers)} training, ` +
      `${grouped(counts.validationUsers)} validation and ${grouped(counts.testUsers)} test users. Made by`,
    `\`\`\`sh\n${report.command}\n\`\`\``,
    legend(card),
    ...METRICS.map(([name, figure]) => `### ${name} against bytes\n\n${curve(card, figure)}`),
    `### The student beside models of its own size\n\n${margins(card)}`,
    `### What is recommended, with ${lengthName('80%')}\n\n${beyondAccuracy(card)}`,
    `### Recall@20 by popularity of the target, with ${lengthName('80%')}\n\n${deciles(card)}`,
    `### Time and memory\n\n${costTable(report.costs)}`,
  ].join('\n\n');
}

function legend({ resamples }: ReportCard): string {
  return (
    'A cell is the mean over test users, its share of the teacher, in brackets the 95 % interval of that share ' +
    `over users (paired bootstrap, ${grouped(resamples)} resamples), and the worst and best seed where a model ` +
    'has seeds. Bytes count everything but the catalogue; of several seeds the largest. Peers get the ' +
    "budget, or the student's bytes if those are more."
  );
}

function curve(card: ReportCard, figure: 'ndcg10' | 'ndcg100' | 'recall20'): string {
  const rows = modelsOf(card).map((model) => [
    modelName(model),
    model.bytesPerItem.toFixed(1),
    ...HISTORY_LENGTHS.map((length) => qualityCell(rowOf(card, model, length), figure)),
  ]);
  return table(['model', 'bytes an item', ...HISTORY_LENGTHS.map(lengthName)], rows);
}

function qualityCell(row: ReportRow, figure: 'ndcg10' | 'ndcg100' | 'recall20'): string {
  const value: QualityFigure = row[figure];
  if (row.role === 'teacher') return fraction(value.mean);
  const seeds = value.seeds && row.seeds.length > 1 ? `; seeds ${range(value.seeds)}` : '';
  return `${fraction(value.mean)}, ${ratioWithInterval(value.ratio)}${seeds}`;
}

function margins({ margins: all }: ReportCard): string {
  const groups = new Map<string, Margin[]>();
  for (const margin of all) {
    const key = `${margin.budget} bytes: ${margin.against}`;
    groups.set(key, [...(groups.get(key) ?? []), margin]);
  }
  const rows = [...groups].map(([name, group]) => [
    name,
    ...group.map(({ ndcg10, ndcg100 }) => `${ratioWithInterval(ndcg10)} / ${ratioWithInterval(ndcg100)}`),
  ]);
  return table(['NDCG@10 / @100, the other = 100 %', ...HISTORY_LENGTHS.map(lengthName)], rows);
}

function beyondAccuracy(card: ReportCard): string {
  const rows = modelsOf(card).map((model) => [
    modelName(model),
    percent(model.coverage10),
    model.gini10.toFixed(3),
    model.overlap10.toFixed(3),
    model.rbo.toFixed(3),
    model.tau.toFixed(3),
  ]);
  const header = ['model', 'coverage@10', 'Gini@10', 'overlap@10', 'RBO (p = .9)', "Kendall's τ@20"];
  return `${table(header, rows)}\n\nThe last three compare a list with the teacher's.`;
}

function deciles(card: ReportCard): string {
  const header = ['model', ...Array.from({ length: 10 }, (_, decile) => `${decile + 1}`)];
  const rows = modelsOf(card).map((model) => [
    modelName(model),
    ...model.deciles.map((value) => (value === null ? '–' : fraction(value))),
  ]);
  const targets = ['targets', ...card.decileTargets.map(grouped)];
  return (
    `${table(header, [targets, ...rows])}\n\nColumn 1 is the tenth of the catalogue that training users like ` +
    'most; hits and targets are summed over users before dividing.'
  );
}

/** Mean seconds of each stage over seeds, and the largest memory. */
function costTable(costs: readonly StudentCost[]): string {
  const stages = [...new Set(costs.flatMap((cost) => cost.stages.map(({ stage }) => stage)))];
  const groups = new Map<string, StudentCost[]>();
  for (const cost of costs) {
    const key = `${cost.label}, ${cost.budget} bytes`;
    groups.set(key, [...(groups.get(key) ?? []), cost]);
  }
  const rows = [...groups].map(([name, group]) => [
    name,
    ...stages.map((stage) => meanDuration(group, stage)),
    peakOf(group),
  ]);
  return (
    `${table(['model', ...stages, 'peak memory'], rows)}\n\nMean over seeds, each in the run that finished the ` +
    'stage; – where another student of the same budget had done it. Memory is that of the whole process so far.'
  );
}

function meanDuration(costs: readonly StudentCost[], stage: string): string {
  const seconds = costs.flatMap((cost) =>
    cost.stages.filter((one) => one.stage === stage).map((one) => one.seconds),
  );
  return seconds.length === 0 ? '–' : duration(seconds.reduce((a, b) => a + b, 0) / seconds.length);
}

function peakOf(costs: readonly StudentCost[]): string {
  const peaks = costs.flatMap((cost) => cost.stages.map(({ peakBytes }) => peakBytes));
  return peaks.length === 0 ? '–' : `${(Math.max(...peaks) / 1e9).toFixed(2)} GB`;
}

/** One row a model: its figures with 80 % of the likes. */
function modelsOf(card: ReportCard): ReportRow[] {
  return card.rows.filter((row) => row.history === '80%');
}

function rowOf(card: ReportCard, model: ReportRow, history: HistoryLength): ReportRow {
  return card.rows.find(
    (row) => row.label === model.label && row.budget === model.budget && row.history === history,
  )!;
}

function modelName({ label, budget, bytesPerItem, role }: ReportRow): string {
  const over = role === 'student' && budget !== null && bytesPerItem > budget ? ' (over its budget)' : '';
  return budget === null ? label : `${label}, ${budget}${over}`;
}

function lengthName(length: HistoryLength): string {
  return length.endsWith('%') ? '80 % of the likes' : `${length} likes`;
}

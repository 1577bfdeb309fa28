import type { QualityLength } from '../../../compare/quality-rows.ts';
import { format } from '../format.ts';

const { bytes, count, percent } = format;

/** Quality against bytes. */
export const curve = {
  heading: 'Quality against bytes',
  intro:
    'What each model reaches for its size, on test users who are in no training data: higher is better, further left is smaller. The bars are 95% intervals over users.',
  history: 'After a history of',
  lengths: { '5': '5 likes', '10': '10 likes', '20': '20 likes', '80%': '80% of all likes' } satisfies Record<
    QualityLength,
    string
  >,
  upper: (from: number) => `Only what reaches ${percent(from)} and more`,
  below: (names: string) => `Below the chart: ${names}; the table has them.`,
  chart: (points: number) =>
    `Chart of ${count(points)} models: across, their bytes, each step ten times more; up, their NDCG@10 as a share of the teacher’s, with intervals. The table below has the same figures.`,
  acrossAxis: 'Bytes',
  upAxis: 'Of the teacher’s NDCG@10',
  /** A model by the name that the report gives it. */
  model: (name: string) => name,
  members: 'one part of the teacher',
  shipped: { student: 'the student on this page', teacher: 'its teacher' },
  shippedRow: { student: '★ The student on this page', teacher: '★ Its teacher' },
  otherTeacher: (report: number, shipped: number) =>
    `The report’s own teacher takes ${bytes(report)}; the student on this page learned from another one, of ${bytes(shipped)}. Both are shares of the report’s.`,
  reproduce: 'Reproduced by',
  caption: (users: number) => `Every model, over ${count(users)} test users`,
  columns: ['Model', 'Bytes', 'NDCG@10', 'Of the teacher', '95% interval'],
  interval: (low: number, high: number) => `${percent(low, 1)} to ${percent(high, 1)}`,
  loading: 'Fetching the curve …',
  failed: 'The curve could not be downloaded. Check the connection, then load the page again.',
};

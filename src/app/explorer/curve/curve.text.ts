import { formatBytes, formatCount } from '../../format-text.ts';
import { formatShare } from '../format.ts';
import { UPPER_FROM } from './curve-data.ts';
import type { ShippedPoint } from './curve-data.ts';

/** What the part on quality against bytes says. */
export const CURVE_TEXT = {
  heading: 'Quality against bytes',
  intro:
    'What each model reaches for its size, on test users who are in no training data: higher is better, further left is smaller. The bars are 95 % intervals over users.',
  history: 'After a history of',
  lengths: { '5': '5 likes', '10': '10 likes', '20': '20 likes', '80%': '80 % of all likes' },
  upper: `Only what reaches ${formatShare(UPPER_FROM)} and more`,
  below: (names: readonly string[]) => `Below the chart: ${names.join(', ')}; the table has them.`,
  chart: (points: number) =>
    `Chart of ${formatCount(points)} models: across, their bytes, each step ten times more; up, their NDCG@10 as a share of the teacher’s, with intervals. The table below has the same figures.`,
  acrossAxis: 'Bytes',
  upAxis: 'Of the teacher’s NDCG@10',
  members: 'one part of the teacher',
  shipped: { student: 'the student on this page', teacher: 'its teacher' },
  otherTeacher: (report: number, shipped: number) =>
    `The report’s own teacher takes ${formatBytes(report)}; the student on this page learned from another one, of ${formatBytes(shipped)}. Both are shares of the report’s.`,
  reproduce: 'Reproduced by',
  caption: (users: number) => `Every model, over ${formatCount(users)} test users`,
  columns: ['Model', 'Bytes', 'NDCG@10', 'Of the teacher', '95 % interval'],
  interval: (low: number, high: number) => `${formatShare(low)} to ${formatShare(high)}`,
  noInterval: '–',
  shippedRow: (kind: ShippedPoint['kind']) =>
    kind === 'student' ? '★ The student on this page' : '★ Its teacher',
  loading: 'Fetching the curve …',
  failed: 'The curve could not be downloaded. Check the connection, then load the page again.',
} as const;

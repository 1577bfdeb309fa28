import { formatCount } from '../../format-text.ts';
import { formatAgreement, formatScore } from '../format.ts';
import { LEANING } from '../slices.ts';
import type { Order, Slice, SliceMeans } from '../slices.ts';

/** Names of the orders, as the list offers them. */
export const ORDER_NAMES: Readonly<Record<Order, string>> = {
  divergent: 'most divergent first (RBO)',
  alike: 'most alike first (RBO)',
  student: 'student furthest ahead first',
  teacher: 'teacher furthest ahead first',
  short: 'shortest history first',
  long: 'longest history first',
};

/** Names of the slices. */
export const LENGTH_NAMES = {
  all: () => 'any length',
  short: (upTo: number) => `short (up to ${formatCount(upTo)})`,
  long: (upTo: number) => `long (over ${formatCount(upTo)})`,
} as const satisfies Record<Slice['length'], (upTo: number) => string>;

export const TASTE_NAMES: Readonly<Record<Slice['taste'], string>> = {
  all: 'any taste',
  mainstream: 'mainstream',
  tail: 'long tail',
};

export const BROWSER_TEXT = {
  heading: (readers: number) => `${formatCount(readers)} sample users`,
  source: (source: string) => `From ${source}.`,
  order: 'Order',
  length: 'History',
  taste: 'Taste',
  genre: 'Genre',
  anyGenre: 'any genre',
  genreOption: (name: string, readers: number) => `${name} (${formatCount(readers)})`,
  sliceNote: `Short and long, mainstream and long tail are cut at the median of these users: the length of the history, and how many training users like its items on average. A user is in a genre’s slice whose history has it ${LEANING} times as often as the average one.`,
  sliceTitle: 'How the slices are cut',
  means: (count: number, { rankBiasedOverlap, teacherNdcg, studentNdcg, ahead, behind }: SliceMeans) =>
    `${formatCount(count)} users: RBO ${formatAgreement(rankBiasedOverlap)} on average; NDCG@20 teacher ${formatScore(teacherNdcg)}, student ${formatScore(studentNdcg)}. The student is ahead for ${formatCount(ahead)}, behind for ${formatCount(behind)}, level for ${formatCount(count - ahead - behind)}.`,
  nobody: 'No sample user is in this slice.',
  scatter: (count: number) =>
    `Scatter chart of ${formatCount(count)} sample users: across, the teacher’s NDCG@20 on what each held out; up, the student’s. The table of users has the same figures.`,
  scatterNote:
    'Above the line the student is better for that user, below it the teacher. Press a dot to see the user.',
  acrossAxis: 'Teacher’s NDCG@20',
  upAxis: 'Student’s NDCG@20',
  user: 'User',
  likes: 'Likes',
  rbo: 'RBO',
  teacher: 'Teacher',
  student: 'Student',
  caption: 'Sample users, with NDCG@20 of both on what each held out',
  name: (id: string) => `No. ${id}`,
  tip: (id: string, likes: number, rbo: number) =>
    `No. ${id}: ${formatCount(likes)} likes, RBO ${formatAgreement(rbo)}`,
} as const;

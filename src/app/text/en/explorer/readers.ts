import type { Order, Slice, SliceMeans } from '../../../explorer/slices.ts';
import { counted, format } from '../format.ts';

const { count, agreement, score } = format;

/** All sample users: as a chart, as a table, and what they are sliced and put in order by. */
export const readers = {
  fetching: 'Fetching sample users …',
  asking: (done: number, total: number) =>
    `Asking the student about ${count(total)} sample users: ${count(done)} answered …`,
  failed: 'No sample users',
  none: 'This model has no sample users.',
  heading: (users: number) => `${count(users)} sample users`,
  order: 'Order',
  orders: {
    divergent: 'least alike first (RBO)',
    alike: 'most alike first (RBO)',
    student: 'student ahead first',
    teacher: 'teacher ahead first',
    short: 'shortest history first',
    long: 'longest history first',
  } satisfies Record<Order, string>,
  length: 'History',
  lengths: {
    all: () => 'any length',
    short: (upTo: number) => `short (up to ${count(upTo)})`,
    long: (upTo: number) => `long (over ${count(upTo)})`,
  } satisfies Record<Slice['length'], (upTo: number) => string>,
  taste: 'Taste',
  tastes: { all: 'any taste', mainstream: 'mainstream', tail: 'long tail' } satisfies Record<
    Slice['taste'],
    string
  >,
  genre: 'Genre',
  anyGenre: 'any genre',
  genreOption: (name: string, users: number) => `${name} (${count(users)})`,
  sliceTitle: 'How the slices are cut',
  sliceNote: (leaning: number) =>
    `Short and long, mainstream and long tail are cut at the median of these users: the length of the history, and how many training users like its items on average. A user is in a genre’s slice whose history has it ${format.figures(leaning)} times as often as the average one.`,
  means: (users: number, { rankBiasedOverlap, teacherNdcg, studentNdcg, ahead, behind }: SliceMeans) =>
    `${counted(users, { one: 'user', many: 'users' })}: RBO ${agreement(rankBiasedOverlap)} on average; NDCG@20 teacher ${score(teacherNdcg)}, student ${score(studentNdcg)}. The student is ahead for ${count(ahead)}, behind for ${count(behind)}, level for ${count(users - ahead - behind)}.`,
  nobody: 'No sample user is in this slice.',
  scatter: (users: number) =>
    `Scatter chart of ${count(users)} sample users: across, the teacher’s NDCG@20 on what each held out; up, the student’s. The table of users has the same figures.`,
  scatterNote:
    'Above the line the student is better for that user, below it the teacher. Press a dot to see the user.',
  acrossAxis: 'Teacher’s NDCG@20',
  upAxis: 'Student’s NDCG@20',
  tip: (id: string, likes: number, rankBiasedOverlap: number) =>
    `No. ${id}: ${count(likes)} likes, RBO ${agreement(rankBiasedOverlap)}`,
  caption: 'Sample users, with NDCG@20 of both on what each held out',
  columns: { user: 'User', likes: 'Likes', rbo: 'RBO', teacher: 'Teacher', student: 'Student' },
  name: (id: string) => `No. ${id}`,
};

import type { ItemNoun } from '../../../types.ts';
import { counted, format } from '../format.ts';

const { count, figures } = format;

/** The page of one reader. */
export const reader = {
  heading: (id: string) => `User no. ${id}`,
  summary: (likes: number, noun: ItemNoun, heldOut: number) =>
    `Both models were told ${counted(likes, noun)}; ${count(heldOut)} more ${heldOut === 1 ? 'was' : 'were'} held out.`,
  lists: 'Both top 20s',
  legend:
    '✓ held out: this user liked it, and neither model was told. ▲ ▼ places above or below the teacher’s; new: not in the teacher’s list; ✕: not in the student’s. Bars: the probability each model gives the item, of one scale.',
  failed: 'The student did not answer',
  missing: { sign: '✕', spoken: 'not in the other list' },
  probability: (percent: string) => `probability ${percent}`,
  counts: ({ same, moved, added, missing }: Record<'same' | 'moved' | 'added' | 'missing', number>) =>
    `${count(same)} in the same place, ${count(moved)} moved, ${count(added)} new, ${count(missing)} missing.`,
};

/** The teacher’s soft labels, sharper and flatter. */
export const temperature = {
  heading: 'Temperature',
  intro:
    'The student learned from the teacher’s probabilities, not only from its order: how much more likely one item is than the next is what a list does not say. A higher temperature brings the small ones out; T = 1 is what the student was taught.',
  slider: 'Temperature of the teacher',
  value: (value: number) => `T = ${figures(value)}`,
  reset: 'Back to T = 1',
  summary: (teacher: number, student: number, divergence: number) =>
    `Among these items the teacher is as undecided as between ${figures(teacher)} equally likely ones, the student as between ${figures(student)}; KL ${format.agreement(divergence)}.`,
  note: 'Only the teacher’s own twenty, both renormalised over them: p^(1/T) / Σ p^(1/T) for the teacher, the student as it is.',
  chart: (items: number) =>
    `Dot chart of the teacher’s ${count(items)} items, best first: the probability by the teacher at the chosen temperature, and by the student. The table below has the figures.`,
  axis: 'Probability among these items',
  table: 'As a table',
  caption: 'Probability of each item among the teacher’s twenty',
  item: 'Item',
  waiting: 'Asking the student …',
};

/** Another history. */
export const whatIf = {
  heading: 'What if?',
  intro: ({ many }: ItemNoun) =>
    `Take ${many} out of this history or put others in, and the student answers anew on this device.`,
  history: (items: number, noun: ItemNoun) => `History: ${counted(items, noun)}`,
  remove: (title: string) => `Take out ${title}`,
  add: ({ one }: ItemNoun) => `Put in a ${one}`,
  found: 'Found',
  put: (title: string) => `Put in ${title}`,
  reset: 'As it was',
  against: 'Set against',
  choices: { original: 'the list for the whole history', before: 'the list before the last change' },
  names: { original: 'Whole history', before: 'Before' },
  now: 'Now',
  unchanged: 'Nothing is changed yet: both lists are the same.',
};

/** The linear part of the teacher, live. */
export const linear = {
  heading: 'The linear teacher on the same history',
  name: 'Linear teacher',
  intro: (tables: number, entries: number, overlap: number) =>
    `Not the whole teacher, which is too large for a page: only its ${counted(tables, { one: 'linear table', many: 'linear tables' })}, weighed by the length of the history, with the largest ${count(entries)} entries of each row at 8 bits. On the sample users its first ten share ${format.percent(overlap)} with the whole teacher’s.`,
  leftOut:
    'Its rows take megabytes, so this single file leaves them out. They are in the app on a web server.',
  ask: ({ one }: ItemNoun, bytes: string) => `Ask the linear teacher, too: at most ${bytes} for each ${one}`,
  asking: 'Fetching the rows of this history …',
  failed: 'The linear teacher did not answer',
  agreement: (overlap: string, rankBiasedOverlap: string) =>
    `Now the first ten of both share ${overlap}; RBO ${rankBiasedOverlap}.`,
  fetched: (files: number, bytes: string) =>
    `The rows of this history lie in ${counted(files, { one: 'file', many: 'files' })}, ${bytes}.`,
  moves: (teacher: string, student: string) => `Linear teacher: ${teacher} Student: ${student}`,
  legend:
    'Lines join what both lists have now. ▲ ▼ and new: what moved in each list since the one it is set against.',
};

const VARIANTS: Readonly<Record<string, string>> = {
  bits8: '8 bits a code, 8 a sparse value, 16 a scale',
  bits4: '4 bits a code',
  bits3: '3 bits a code',
  bits2: '2 bits a code',
  'no-sparse': 'without the sparse part',
  'no-teacher': 'without distillation',
};

/** The same student at other sizes, and without its teacher. */
export const variants = {
  heading: 'Other students',
  intro:
    'The same trained student, stored in another way: press one to download it and ask it about every sample user. Volumes were set for the student on this page, so the others are not at their very best. None is at float32: 8 bits, with scales of 16, are the finest numbers that the format has.',
  untaught:
    '“Without distillation” is a training of its own, of the same shape and bytes: it learned from the likes alone and never saw the teacher. It is trained in the way that serves it best.',
  caption: 'Students of one shape, against the teacher',
  columns: {
    student: 'Student',
    bytes: 'Bytes',
    overlap: 'Overlap@10',
    rbo: 'RBO',
    ndcg: 'NDCG@20',
    meanRbo: 'Mean RBO',
    meanNdcg: 'Mean NDCG@20',
  },
  main: (bits: number) => `On this page: ${figures(bits)} bits a code`,
  name: (name: string, description: string) => VARIANTS[name] ?? description,
  note: (users: number) =>
    `Overlap, RBO and NDCG are this user’s, as above; the means are over all ${count(users)} sample users.`,
  leftOut: 'This single file leaves the largest one out; it is in the app on a web server.',
  loading: (name: string, loaded: string, total: string) => `Downloading ${name}: ${loaded} of ${total} …`,
  asking: (name: string) => `Opening ${name} …`,
  ready: (name: string) => `Shown below: ${name}.`,
  failed: 'This student could not be loaded',
};

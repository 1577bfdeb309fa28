import type { BackendName } from '../../../inference/index.ts';
import type { QualityLength } from '../../compare/quality-rows.ts';
import type { ItemNoun } from '../../types.ts';
import type { SentenceParts } from '../sentence.tsx';
import { counted, format } from './format.ts';

/** Places from one list to another. */
export const movement = {
  same: 'same place',
  new: 'new',
  /** Stands beside the item, so it is short. */
  newSign: 'new',
  up: (by: number) => `up ${by}`,
  down: (by: number) => `down ${by}`,
};

/** The panel of teacher and student. */
export const compare = {
  eyebrow: 'Under the glass',
  heading: 'Teacher and student',
  teacher: 'Teacher',
  student: 'Student',
  /** How many times the student fits in the teacher. */
  ratio: (ratio: number) => `${ratio < 10 ? format.figures(ratio) : format.count(ratio)}×`,
  smaller: <Node>(ratio: Node, teacher: string, items: number, noun: ItemNoun): SentenceParts<Node> => [
    ratio,
    ` smaller: the student on this device learned from ${teacher}, and scores ${counted(items, noun)}.`,
  ],
  /** A teacher by the name its bundle gives it. */
  teacherName: (name: string) => name,
  /** `there` is when the page had it, the way to a worker and its own work included; null where that is no later. */
  answer: <Node>(
    time: Node,
    backend: string,
    inWorker: boolean,
    there: string | null,
  ): SentenceParts<Node> => [
    'Last answer: ',
    time,
    ` on ${backend}${inWorker ? ' in a worker' : ''}${there === null ? '' : `; the page had it after ${there}`}`,
  ],
  backends: { webgl: 'WebGL', wasm: 'WebAssembly', plain: 'plain JavaScript' } satisfies Record<
    BackendName,
    string
  >,
  loading: 'Fetching sample readers …',
  failed: 'No sample readers',
  none: 'This model has no sample users.',
  pick: 'Sample user',
  next: 'Next',
  user: (id: string, likes: number, noun: ItemNoun) => `No. ${id}, ${counted(likes, noun)}`,
  /** Where a bundle’s sample users come from, in its own words. */
  source: (source: string) => `From ${source}.`,
  history: 'What both were told',
  more: (hidden: number) => `Show ${format.count(hidden)} more`,
  heldOut: 'held out',
  legend:
    'held out: this user did like it, and neither model was told. ▲ ▼ places above or below the teacher’s; new: not in the teacher’s ten.',
  overlap: 'Overlap@10',
  rankBiasedOverlap: 'Rank-biased overlap',
  rankBiasedOverlapNote: (depth: number, persistence: number) =>
    `Webber et al. 2010, extrapolated from ${format.count(depth)} ranks, p = ${format.figures(persistence)}`,
  hits: (heldOut: number) => `Hits, of ${format.count(heldOut)} held out`,
  spokenHits: (teacher: number, student: number) =>
    `teacher ${format.count(teacher)}, student ${format.count(student)}`,
  quality: 'Quality by length of the history',
  qualityNote: (users: number) =>
    `NDCG@10 over ${format.count(users)} test users who are in no training data.`,
  prunedNote: ' Pruned: the linear table of EASE cut down to the student’s bytes.',
  columns: {
    history: 'History',
    teacher: 'Teacher',
    pruned: 'Pruned',
    student: 'Student',
    share: 'of teacher',
  },
  lengths: { '5': '5 likes', '10': '10 likes', '20': '20 likes', '80%': '80% of all' } satisfies Record<
    QualityLength,
    string
  >,
};

/** The way into the explorer, and the frame around it. */
export const explorerDoor = {
  open: 'Open the explorer',
  openNote: 'Every sample user, what the teacher taught, quality against size, and how fast this device is.',
  heading: 'The explorer',
  close: 'Close',
  views: 'Parts of the explorer',
  readers: 'Users',
  curve: 'The curve',
  device: 'This device',
  loading: 'Opening …',
  missing: 'The explorer could not be downloaded. Check the connection, then load the page again.',
};

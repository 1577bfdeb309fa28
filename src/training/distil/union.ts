import { Random } from '../../core/random.ts';
import { topK } from '../../core/topk.ts';
import type { ColumnLists } from '../../kernels/index.ts';

export interface UnionOptions {
  /** How many of the teacher's best items are in a user's union. */
  readonly teacherTop: number;
  /** How many of the student's own, as it ranks them at that step. */
  readonly studentTop: number;
  /** Part of the users (0 … 1) whose softmax is over their union; that of the others is over all items. */
  readonly share: number;
}

/** One step's rows, as the cross entropy gets them. */
export interface UnionRows {
  /** Users of the rows, by their position in the training matrix. */
  readonly users: Uint32Array;
  readonly columns: number;
  /** logits[rows, columns] of the student; given columns may be overwritten. */
  readonly logits: Float32Array;
  /** labels[rows, columns]: the teacher's logits as float16's bits; null without a teacher. */
  readonly labels: Uint16Array | null;
  /** What a user has shown: never among the best, and masked by the cross entropy. */
  readonly given: ColumnLists;
  /** What a user must find: always in the union. */
  readonly held: ColumnLists;
}

/** Names the stream that draws whose softmax is over a union. */
const STREAM = 0x0417;

/**
 * subset[rows, columns] ← 1 where a user's softmax counts, else 0: the teacher's best items, the student's best
 * items and the likes held back, or all items for the users that (seed, epoch, user) draws. Equal scores rank by
 * item index. Leaves −Infinity in the logits of given columns.
 *
 * Cross entropy over a part of the items bounds NDCG on that part only if no item outside it is ranked above one
 * inside by the student: so the student's best are added to the teacher's. Zhu & Zhang 2025 (RCE-KD), theorem
 * 4.4; they sample what is here taken whole.
 */
export function markUnions(
  { teacherTop, studentTop, share }: UnionOptions,
  { users, columns, logits, labels, given, held }: UnionRows,
  [seed, epoch]: readonly [seed: number, epoch: number],
  subset: Uint8Array,
): void {
  const ranks = new Float32Array(columns);
  users.forEach((user, row) => {
    const begin = row * columns;
    const end = begin + columns;
    const marks = subset.subarray(begin, end);
    if (new Random(seed, epoch, user, STREAM).uniform() >= share) {
      marks.fill(1);
      return;
    }
    marks.fill(0);
    for (const column of rowOf(held, row)) marks[column] = 1;
    const shown = rowOf(given, row);
    const own = logits.subarray(begin, end);
    markBest(own, shown, studentTop, marks);
    if (labels === null) return;
    for (let column = 0; column < columns; column++) ranks[column] = halfRank(labels[begin + column]!);
    markBest(ranks, shown, teacherTop, marks);
  });
}

/** marks ← 1 at the `count` best columns that were not shown, found with a heap of `count`. */
function markBest(scores: Float32Array, shown: Uint32Array, count: number, marks: Uint8Array): void {
  for (const column of shown) scores[column] = Number.NEGATIVE_INFINITY;
  for (const column of topK(scores, count)) marks[column] = 1;
}

/**
 * A number that orders float16's bits as the numbers they stand for: decoding is not needed to compare. −Infinity,
 * which masks a column, stays so; both zeros are equal.
 */
function halfRank(bits: number): number {
  if (bits === 0xfc00) return Number.NEGATIVE_INFINITY;
  return bits & 0x8000 ? 0x8000 - bits : bits;
}

function rowOf({ offsets, indices }: ColumnLists, row: number): Uint32Array {
  return indices.subarray(offsets[row], offsets[row + 1]);
}

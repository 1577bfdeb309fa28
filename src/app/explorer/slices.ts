import type { AssessedReader } from './assess.ts';

/** Which readers are looked at; conditions are joined by and. */
export interface Slice {
  readonly length: 'all' | 'short' | 'long';
  readonly taste: 'all' | 'mainstream' | 'tail';
  /** Position in `tagNames`; null: any. */
  readonly tag: number | null;
}

export const WHOLE: Slice = { length: 'all', taste: 'all', tag: null };

/** Where the slices of one model's readers are cut. */
export interface Cuts {
  /** Longest history that is called short: the median length. */
  readonly shortUpTo: number;
  /** Smallest mean popularity that is called mainstream: just above the median. */
  readonly mainstreamFrom: number;
  /** Mean share of each tag over all readers. */
  readonly tagShares: ReadonlyMap<number, number>;
  /** Tags that enough readers lean to, most readers first. */
  readonly tags: readonly { readonly tag: number; readonly readers: number }[];
}

/** A reader leans to a tag that fills this many times the share it has with the average reader. */
export const LEANING = 1.5;

/** Fewer readers than this are no slice. */
const SMALLEST_SLICE = 5;

export function cutsOf(readers: readonly AssessedReader[]): Cuts {
  const tagShares = meanShares(readers);
  const tags = [...tagShares.keys()]
    .map((tag) => ({ tag, readers: readers.filter((reader) => leansTo(reader, tag, tagShares)).length }))
    .filter((slice) => slice.readers >= SMALLEST_SLICE)
    .toSorted((a, b) => b.readers - a.readers || a.tag - b.tag);
  return {
    shortUpTo: lowerMedian(readers.map(({ user }) => user.history.length)),
    mainstreamFrom: lowerMedian(readers.map(({ popularity }) => popularity)),
    tagShares,
    tags,
  };
}

/** The readers inside a slice, in their order. */
export function sliceReaders(
  readers: readonly AssessedReader[],
  { length, taste, tag }: Slice,
  { shortUpTo, mainstreamFrom, tagShares }: Cuts,
): AssessedReader[] {
  return readers.filter((reader) => {
    const short = reader.user.history.length <= shortUpTo;
    const mainstream = reader.popularity > mainstreamFrom;
    return (
      (length === 'all' || (length === 'short') === short) &&
      (taste === 'all' || (taste === 'mainstream') === mainstream) &&
      (tag === null || leansTo(reader, tag, tagShares))
    );
  });
}

/** Ways to put readers in order. */
export type Order = 'divergent' | 'alike' | 'student' | 'teacher' | 'short' | 'long';

const KEYS: Readonly<Record<Order, (reader: AssessedReader) => number>> = {
  divergent: ({ agreement }) => agreement.rankBiasedOverlap,
  alike: ({ agreement }) => -agreement.rankBiasedOverlap,
  student: ({ teacherNdcg, studentNdcg }) => teacherNdcg - studentNdcg,
  teacher: ({ teacherNdcg, studentNdcg }) => studentNdcg - teacherNdcg,
  short: ({ user }) => user.history.length,
  long: ({ user }) => -user.history.length,
};

/** Readers in an order; equal ones stay as they were. */
export function orderReaders(readers: readonly AssessedReader[], order: Order): AssessedReader[] {
  const key = KEYS[order];
  return readers.toSorted((a, b) => key(a) - key(b));
}

/** Means over readers; all 0 where there are none. */
export interface SliceMeans {
  readonly rankBiasedOverlap: number;
  readonly teacherNdcg: number;
  readonly studentNdcg: number;
  /** Readers for whom the student's NDCG is the higher one, and the lower one. */
  readonly ahead: number;
  readonly behind: number;
}

export function meansOf(readers: readonly AssessedReader[]): SliceMeans {
  const mean = (of: (reader: AssessedReader) => number) =>
    readers.reduce((sum, reader) => sum + of(reader), 0) / Math.max(1, readers.length);
  return {
    rankBiasedOverlap: mean(({ agreement }) => agreement.rankBiasedOverlap),
    teacherNdcg: mean(({ teacherNdcg }) => teacherNdcg),
    studentNdcg: mean(({ studentNdcg }) => studentNdcg),
    ahead: readers.filter(({ teacherNdcg, studentNdcg }) => studentNdcg > teacherNdcg).length,
    behind: readers.filter(({ teacherNdcg, studentNdcg }) => studentNdcg < teacherNdcg).length,
  };
}

function leansTo(reader: AssessedReader, tag: number, means: ReadonlyMap<number, number>): boolean {
  return (reader.tagShares.get(tag) ?? 0) >= LEANING * (means.get(tag) ?? Number.POSITIVE_INFINITY);
}

function meanShares(readers: readonly AssessedReader[]): Map<number, number> {
  const means = new Map<number, number>();
  for (const { tagShares } of readers) {
    for (const [tag, share] of tagShares) means.set(tag, (means.get(tag) ?? 0) + share / readers.length);
  }
  return means;
}

function lowerMedian(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}

// Data for the kernels' tests.
import type { ColumnLists, Histories, Kernels } from './index.ts';
import type { Numbers } from './reference.ts';

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Values in [−1, 1) in the kernels' memory. */
export function randomValues(kernels: Kernels, length: number, random: () => number): Float32Array {
  const values = kernels.float32(length);
  for (let i = 0; i < length; i++) values[i] = random() * 2 - 1;
  return values;
}

/** Copies numbers into the kernels' memory. */
export function float32Of(kernels: Kernels, values: Numbers): Float32Array {
  const copy = kernels.float32(values.length);
  copy.set(values);
  return copy;
}

export function uint32Of(kernels: Kernels, values: Numbers): Uint32Array {
  const copy = kernels.uint32(values.length);
  copy.set(values);
  return copy;
}

/** Lists of columns in compressed rows. */
export function listsOf(kernels: Kernels, rows: readonly (readonly number[])[]): ColumnLists {
  const offsets = [0];
  for (const row of rows) offsets.push(offsets.at(-1)! + row.length);
  return { offsets: uint32Of(kernels, offsets), indices: uint32Of(kernels, rows.flat()) };
}

export function uint16Of(kernels: Kernels, values: Numbers): Uint16Array {
  const copy = kernels.uint16(values.length);
  copy.set(values);
  return copy;
}

/** Histories of 0 to `longest` entries each; rows may name one table row twice. */
export function randomHistories(
  kernels: Kernels,
  { rows, tableRows, longest }: { rows: number; tableRows: number; longest: number },
  random: () => number,
): Histories {
  const offsets = [0];
  for (let r = 0; r < rows; r++) offsets.push(offsets[r]! + Math.floor(random() * (longest + 1)));
  const entries = offsets[rows]!;
  const indices = Array.from({ length: entries }, () => Math.floor(random() * tableRows));
  return {
    rows,
    offsets: uint32Of(kernels, offsets),
    indices: uint32Of(kernels, indices),
    weights: randomValues(kernels, entries, random),
  };
}

/** A sparse table whose columns ascend inside a row. */
export function randomTable(
  kernels: Kernels,
  { tableRows, columns, longest }: { tableRows: number; columns: number; longest: number },
  random: () => number,
): { tableOffsets: Uint32Array; tableColumns: Uint32Array; tableValues: Float32Array } {
  const offsets = [0];
  const entries: number[] = [];
  for (let r = 0; r < tableRows; r++) {
    const row = new Set(
      Array.from({ length: Math.floor(random() * (longest + 1)) }, () => Math.floor(random() * columns)),
    );
    entries.push(...[...row].sort((a, b) => a - b));
    offsets.push(entries.length);
  }
  return {
    tableOffsets: uint32Of(kernels, offsets),
    tableColumns: uint32Of(kernels, entries),
    tableValues: randomValues(kernels, entries.length, random),
  };
}

/** Largest |actual − expected|; Infinity when the lengths differ or a value is not a number. */
export function largestDifference(actual: Numbers, expected: Numbers): number {
  if (actual.length !== expected.length) return Number.POSITIVE_INFINITY;
  let worst = 0;
  for (let i = 0; i < actual.length; i++) {
    const difference = Math.abs(actual[i]! - expected[i]!);
    if (Number.isNaN(difference)) return Number.POSITIVE_INFINITY;
    worst = Math.max(worst, difference);
  }
  return worst;
}

import { describe, expect, test } from 'vitest';
import { pruneLinear } from './prune-linear.ts';

/** The 9s on the diagonal are nobody's recommendation. */
const ROWS = [
  [9, 1, -3, 2],
  [0, 9, 0, 1],
  [4, 4, 9, -4],
  [0, 0, 0, 9],
];
const TABLE = Float32Array.from(ROWS.flat());
const ONE = { items: 4, tables: [TABLE], knots: [1], weights: [[1]] };

/** The values of one row of a table, by column. */
function valuesOf(rows: ReturnType<typeof pruneLinear>, row: number, table = 0): [number, number][] {
  const total = rows.columns.length;
  return [...rows.columns.subarray(rows.offsets[row], rows.offsets[row + 1])].map((column, e) => {
    const code = rows.codes[table * total + rows.offsets[row]! + e]!;
    return [column, code * rows.scales[table * rows.rows + row]!];
  });
}

describe('pruning the rows of linear tables', () => {
  test('keeps the largest magnitudes of each row, in ascending columns, without the diagonal', () => {
    const rows = pruneLinear(ONE, [0, 1, 2], 2);
    expect(valuesOf(rows, 0).map(([column]) => column)).toEqual([2, 3]);
    // Equal magnitudes: those that come first.
    expect(valuesOf(rows, 2).map(([column]) => column)).toEqual([0, 1]);
  });

  test('rounds to 127 steps of the largest value kept', () => {
    const [[, most], [, second]] = valuesOf(pruneLinear(ONE, [0], 2), 0) as [
      [number, number],
      [number, number],
    ];
    expect(most).toBeCloseTo(-3, 6);
    expect(Math.abs(second - 2)).toBeLessThanOrEqual(3 / 127 / 2);
  });

  test('keeps no entry that is nothing, however many there may be', () => {
    expect(valuesOf(pruneLinear(ONE, [1], 4), 0).map(([column]) => column)).toEqual([3]);
    expect(valuesOf(pruneLinear(ONE, [3], 4), 0)).toEqual([]);
  });

  test('keeps what matters at any length of the history', () => {
    const other = new Float32Array(16);
    other.set([0, 100, 0, 0]);
    const both = { ...ONE, tables: [TABLE, other], knots: [1, 10], weights: [[1, 0], [0, 1]] }; // biome-ignore format: a matrix
    const rows = pruneLinear(both, [0], 2);
    expect(valuesOf(rows, 0, 1)[0]![1]).toBeCloseTo(100, 4);
    expect(valuesOf(rows, 0, 0).map(([column]) => column)).toEqual([1, 2]);
  });
});

import { describe, expect, test } from 'vitest';
import { addLinearRow, weightsAt } from './linear.ts';
import type { LinearRows } from './linear.ts';

/** Two tables of two rows and three columns; row 0 keeps columns 0 and 2, row 1 column 1. */
const ROWS: LinearRows = {
  rows: 2,
  tables: 2,
  offsets: Uint32Array.of(0, 2, 3),
  columns: Uint16Array.of(0, 2, 1),
  codes: Int8Array.of(2, -4, 100, 1, 1, 50),
  scales: Float32Array.of(0.5, 0.25, 2, 0.5),
};

function sums(rows: readonly number[], weights: readonly number[]): number[] {
  const out = new Float32Array(3);
  for (const row of rows) addLinearRow(ROWS, row, weights, out);
  return [...out];
}

describe('adding rows of linear tables', () => {
  test('a value is its row’s scale times its code', () => {
    expect(sums([0], [1, 0])).toEqual([0.5 * 2, 0, 0.5 * -4]);
    expect(sums([1], [0, 1])).toEqual([0, 0.5 * 50, 0]);
  });

  test('each table counts by its weight', () => {
    expect(sums([0], [1, 10])).toEqual([1 + 10 * 2 * 1, 0, -2 + 10 * 2 * 1]);
  });

  test('rows of several items are added', () => {
    expect(sums([0, 1], [1, 0])).toEqual([1, 25, -2]);
  });
});

test('the weights of a length lie between those of the knots around it', () => {
  const part = { knots: [5, 20], weights: [[0, 2], [4, 0]] }; // biome-ignore format: a matrix
  expect(weightsAt(part, 1)).toEqual([0, 4]);
  expect(weightsAt(part, 20)).toEqual([2, 0]);
  // ln 10 lies halfway between ln 5 and ln 20.
  weightsAt(part, 10).forEach((weight, table) => expect(weight).toBeCloseTo([1, 2][table]!, 12));
});

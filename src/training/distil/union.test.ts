import { describe, expect, test } from 'vitest';
import { toHalfBits } from '../../core/half.ts';
import type { ColumnLists } from '../../kernels/index.ts';
import { markUnions, type UnionOptions } from './union.ts';

const COLUMNS = 8;

interface Row {
  readonly logits: readonly number[];
  readonly labels?: readonly number[];
  readonly given?: readonly number[];
  readonly held?: readonly number[];
}

function listsOf(rows: readonly (readonly number[])[]): ColumnLists {
  const offsets = [0];
  for (const row of rows) offsets.push(offsets.at(-1)! + row.length);
  return { offsets: Uint32Array.from(offsets), indices: Uint32Array.from(rows.flat()) };
}

/** The columns of each row's subset; user u has row u. */
function unionsOf(options: UnionOptions, rows: readonly Row[], name: [number, number] = [1, 0]): number[][] {
  // What another step left there must not stay.
  const subset = new Uint8Array(rows.length * COLUMNS).fill(7);
  const labels = rows[0]!.labels ? rows.flatMap((row) => row.labels!.map(toHalfBits)) : null;
  markUnions(
    options,
    {
      users: Uint32Array.from(rows, (_, row) => row),
      columns: COLUMNS,
      logits: Float32Array.from(rows.flatMap(({ logits }) => logits)),
      labels: labels && Uint16Array.from(labels),
      given: listsOf(rows.map(({ given = [] }) => given)),
      held: listsOf(rows.map(({ held = [] }) => held)),
    },
    name,
    subset,
  );
  const columns = Array.from({ length: COLUMNS }, (_, column) => column);
  return rows.map((_, row) => columns.filter((column) => subset[row * COLUMNS + column] !== 0));
}

describe('markUnions', () => {
  const two = { teacherTop: 2, studentTop: 2, share: 1 };

  test('holds the best of the teacher, the best of the student and what is held back, row by row', () => {
    const first = {
      logits: [9, 8, 0, 0, 0, 0, 0, 1],
      labels: [-9, -1, 0, -9, -9, -9, -9, -9],
      held: [6],
    };
    const second = {
      logits: [0, 0, 0, 0, 0, 0, 2, 1],
      labels: [-4, -3, -4, -4, -4, -4, -4, -3.5],
      held: [0, 3],
    };
    expect(unionsOf(two, [first, second])).toEqual([
      [0, 1, 2, 6],
      [0, 1, 3, 6, 7],
    ]);
  });

  test('takes the lower item of two that are equal, also of labels that are 0 and −0', () => {
    const row = { logits: new Array(8).fill(0.5), labels: [-1, -1, -1, 0, -1, -0, 0, -1] };
    expect(unionsOf(two, [row])).toEqual([[0, 1, 3, 5]]);
  });

  test('ranks labels above 0 over those below', () => {
    const labels = [-2, 1, -0.5, 2, -1, 0.25, 65504, -65504];
    expect(unionsOf({ teacherTop: 3, studentTop: 1, share: 1 }, [{ logits: labels, labels }])).toEqual([
      [1, 3, 6],
    ]);
  });

  test('passes over what was shown and what the teacher masks, and takes the next best', () => {
    const row = {
      logits: [9, 8, 7, 6, 0, 0, 0, 0],
      labels: [0, -9, Number.NEGATIVE_INFINITY, -9, -9, -1, -2, -9],
      given: [0, 1],
    };
    expect(unionsOf(two, [row])).toEqual([[2, 3, 5, 6]]);
  });

  test('does without a teacher', () => {
    expect(unionsOf(two, [{ logits: [0, 5, 0, 4, 0, 0, 0, 0], held: [7] }])).toEqual([[1, 3, 7]]);
  });

  test('is the whole catalogue for the users left out by the share, the same ones each time', () => {
    const rows = Array.from({ length: 1000 }, () => ({ logits: [3, 2, 1, 0, 0, 0, 0, 0] }));
    const share = { ...two, share: 0.3 };
    const unions = unionsOf(share, rows);
    const small = unions.filter((union) => union.length === 2).length;
    expect(unions.filter((union) => union.length === COLUMNS)).toHaveLength(1000 - small);
    expect(small / 1000).toBeCloseTo(0.3, 1);
    expect(unionsOf(share, rows)).toEqual(unions);
    expect(unionsOf(share, rows, [1, 1])).not.toEqual(unions);
  });
});

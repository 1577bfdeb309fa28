import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldIn, foldUser } from '../../core/hybrid.ts';
import { Random } from '../../core/random.ts';
import { randomStudent } from '../../format/random-student.ts';
import { createAddedCodes } from './added-codes.ts';

/** A model of three items and one dimension, without a sparse part. */
function smallModel(bias: number[], prior: number[]) {
  const student = randomStudent(new Random(1), { items: 3, dim: 2, bits: 8, nnz: 0 });
  return { student: { ...student, bias: Float32Array.from(bias) }, prior: Float32Array.from(prior) };
}

const layout = { bits: 8, depth: 2, width: 1, height: 1, slots: 4, itemsPerTile: 3, tiles: 1 } as const;
const history = { items: [], weights: [] };
const query = { history, user: new Float32Array(2), gate: 1, fade: 1, popularity: 0 };

describe('what a request adds, in two bytes an item', () => {
  test('runs from 1 for the least to 65,535 for the most; 0 is left out and free', () => {
    const added = createAddedCodes(smallModel([-1, 0, 3], [0, 0, 0]), layout);
    const { origin, step } = added.fill(query, Uint8Array.of(1, 0, 1));
    expect([...added.tiles[0]!]).toEqual([1, 0, 65_535, 0]);
    expect(origin + step).toBeCloseTo(-1, 12);
    expect(origin + 65_535 * step).toBeCloseTo(3, 12);
  });

  test('is written anew by every request', () => {
    const added = createAddedCodes(smallModel([-1, 0, 3], [0, 0, 0]), layout);
    added.fill(query, Uint8Array.of(1, 1, 1));
    added.fill({ ...query, fade: -1 }, Uint8Array.of(1, 0, 1));
    expect([...added.tiles[0]!]).toEqual([65_535, 0, 1, 0]);
  });

  test('is never 0 for a candidate, also where all are the same or all but nothing apart', () => {
    for (const bias of [
      [0, 0, 0],
      [5, 5, 5],
      [1, 1 + 2 ** -23, 1],
    ]) {
      const added = createAddedCodes(smallModel(bias, [0, 0, 0]), layout);
      const { origin, step } = added.fill(query, Uint8Array.of(1, 1, 1));
      expect(Math.min(...added.tiles[0]!.subarray(0, 3))).toBeGreaterThan(0);
      expect(origin + step * added.tiles[0]![1]!).toBeCloseTo(bias[1]!, 9);
    }
  });

  test('leaves out what is not finite, unless its factor is 0', () => {
    const added = createAddedCodes(smallModel([Number.NaN, 1, 2], [0, Number.POSITIVE_INFINITY, 0]), layout);
    added.fill(query, Uint8Array.of(1, 1, 1));
    expect([...added.tiles[0]!].map((code) => code > 0)).toEqual([false, true, true, false]);
    added.fill({ ...query, popularity: 1 }, Uint8Array.of(1, 1, 1));
    expect([...added.tiles[0]!].map((code) => code > 0)).toEqual([false, false, true, false]);
  });

  test('takes no notice of what is not finite in a prior that does not count', () => {
    const added = createAddedCodes(smallModel([0, 1, 2], [0, Number.POSITIVE_INFINITY, Number.NaN]), layout);
    added.fill(query, Uint8Array.of(1, 1, 1));
    expect([...added.tiles[0]!]).toEqual([1, 32_768, 65_535, 0]);
  });

  test('is within half a step of the reference’s own sum for every candidate, in any number of tiles', () => {
    const cases = {
      seed: fc.nat(),
      items: fc.integer({ min: 1, max: 80 }),
      tiles: fc.integer({ min: 1, max: 4 }),
    };
    fc.assert(
      fc.property(fc.record(cases), ({ seed, items, tiles }) => {
        const random = new Random(seed);
        const student = randomStudent(random, { items, dim: 4, bits: 8, nnz: 6 });
        const prior = Float32Array.from({ length: items }, () => random.normal());
        const itemsPerTile = Math.ceil(items / tiles);
        const many = {
          ...layout,
          itemsPerTile,
          tiles: Math.ceil(items / itemsPerTile),
          slots: itemsPerTile + 4,
        };
        const added = createAddedCodes({ student, prior }, many);
        // Twice, since the second finds the arrays as the first left them.
        for (const popularity of [random.normal(), 0]) {
          const likes = [...new Set([0, 1, 2].map(() => random.below(items)))];
          const asked = foldUser(
            student,
            { items: likes, weights: likes.map(() => random.normal()) },
            popularity,
          );
          const mask = Uint8Array.from({ length: items }, () => random.below(2));
          const { origin, step } = added.fill(asked, mask);
          const { sparse } = foldIn(student, asked.history);
          for (let item = 0; item < items; item++) {
            const code = added.tiles[Math.floor(item / itemsPerTile)]![item % itemsPerTile]!;
            const wanted = sparse[item]! + asked.fade * student.bias[item]! + popularity * prior[item]!;
            if (mask[item] === 0) expect(code).toBe(0);
            else expect(Math.abs(origin + step * code - wanted)).toBeLessThanOrEqual(0.501 * step);
          }
        }
      }),
    );
  });
});

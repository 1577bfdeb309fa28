import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { logSumExp } from '../../core/log-sum-exp.ts';
import { EXP_REACH, quickExp } from './quick-exp.ts';
import { createScoreScan } from './score-scan.ts';

const EXCLUDED = -3e38;

function scanOf(tiles: number[][]): ReturnType<typeof createScoreScan> {
  const scores = tiles.map((tile) => Float32Array.from(tile));
  return createScoreScan(scores, { itemsPerTile: tiles[0]!.length }, EXCLUDED / 2);
}

describe('the scan of scores', () => {
  test('finds what is no further than the margin below the k-th best, over all tiles, in ascending order', () => {
    const scan = scanOf([
      [5, 1, 4],
      [EXCLUDED, 4.5, 3.75],
    ]);
    expect([...scan.find(2, 0).items]).toEqual([0, 4]);
    expect([...scan.find(2, 0.5).items]).toEqual([0, 2, 4]);
    expect([...scan.find(3, 0.25).items]).toEqual([0, 2, 4, 5]);
  });

  test('finds all that ties with the k-th best', () => {
    expect([...scanOf([[2, 2, 2, 1]]).find(1, 0).items]).toEqual([0, 1, 2]);
  });

  test('finds every candidate where there are fewer than k, and nothing where there is none', () => {
    expect([...scanOf([[EXCLUDED, -7, 2]]).find(3, 0).items]).toEqual([1, 2]);
    expect(scanOf([[EXCLUDED, EXCLUDED]]).find(3, 0)).toEqual({
      items: new Uint32Array(0),
      logTotal: Number.NEGATIVE_INFINITY,
    });
  });

  test('adds up ln Σ exp over candidates: of ln 1, ln 2 and ln 5 it is ln 8', () => {
    const { logTotal } = scanOf([
      [0, EXCLUDED, Math.log(2)],
      [Math.log(5), EXCLUDED, EXCLUDED],
    ]).find(1, 0);
    expect(logTotal).toBeCloseTo(Math.log(8), 6);
  });

  test('says so when a score is no number', () => {
    expect(scanOf([[1, Number.NaN, 2]]).find(1, 0).logTotal).toBeNaN();
  });

  test('equals sorting, whatever was found before with another k', () => {
    const values = fc.array(fc.integer({ min: -6, max: 6 }), { minLength: 1, maxLength: 60 });
    const asked = fc.array(fc.tuple(fc.integer({ min: 1, max: 70 }), fc.nat({ max: 4 })), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(values, asked, (scores, questions) => {
        const scan = scanOf([scores]);
        for (const [k, margin] of questions) {
          const sorted = [...scores].sort((a, b) => b - a);
          const bar = k > scores.length ? -Infinity : sorted[k - 1]! - margin;
          const { items, logTotal } = scan.find(k, margin);
          expect([...items]).toEqual([...scores.keys()].filter((item) => scores[item]! >= bar));
          expect(logTotal).toBeCloseTo(logSumExp(scores), 6);
        }
      }),
    );
  });

  test('finds 3,000 items of a longer list', () => {
    const { items } = scanOf([Array.from({ length: 5000 }, (_, item) => item)]).find(3000, 0);
    expect(items).toHaveLength(3000);
    expect(items[0]).toBe(2000);
  });
});

describe('the quick exponential', () => {
  test('is within 3e-8 of the slow one, over all that counts', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: EXP_REACH - 1e-9, noNaN: true }), (x) => {
        expect(Math.abs(quickExp(x) / Math.exp(-x) - 1)).toBeLessThan(3e-8);
      }),
    );
  });
});

import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kendallTau } from './kendall.ts';

const list = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { maxLength: 20 });
const upTo = (length: number): number[] => Array.from({ length }, (_, i) => i);

describe("Kendall's tau", () => {
  test('is worked by hand for two swapped neighbours', () => {
    // Three pairs, two in the same order and one swapped: (2 − 1) / 3.
    expect(kendallTau(['a', 'b', 'c'], ['b', 'a', 'c'])).toBeCloseTo(1 / 3, 12);
  });

  test('puts what a list lacks behind its end, worked by hand', () => {
    // Union a, b, c: places 0, 1, 2 and 0, 2, 1 (list 1 lacks c, list 2 lacks b), nothing tied.
    // ab, ac agree and bc is swapped: (2 − 1) / √(3 · 3).
    expect(kendallTau(['a', 'b'], ['a', 'c'])).toBeCloseTo(1 / 3, 12);
  });

  test('of two lists of k that share nothing is -2k / (3k - 1)', () => {
    for (const k of [1, 2, 10]) {
      expect(
        kendallTau(
          upTo(k),
          upTo(k).map((i) => i + k),
        ),
      ).toBeCloseTo((-2 * k) / (3 * k - 1), 12);
    }
  });

  test('equals scipy.stats.kendalltau of the places in the union (SciPy 1.10.1)', () => {
    expect(kendallTau([1, 2, 3, 4, 5], [2, 1, 3, 6, 7])).toBeCloseTo(0.45, 12);
    expect(kendallTau([9, 4, 7, 1, 3, 8], [4, 9, 2, 7, 5])).toBeCloseTo(0.3079201435678004, 12);
    const strides = upTo(20).map((i) => (7 * i + 3) % 30);
    expect(kendallTau(upTo(20), strides)).toBeCloseTo(-0.07419354838709677, 12);
  });

  test('knows lists too short to have an order', () => {
    expect(kendallTau([], [])).toBe(1);
    expect(kendallTau(['a'], ['a'])).toBe(1);
    expect(kendallTau([], ['a', 'b'])).toBe(0);
  });

  test('is symmetric, inside -1 … 1, 1 for equal lists and -1 for reversed ones', () => {
    fc.assert(
      fc.property(list, list, (a, b) => {
        const tau = kendallTau(a, b);
        expect(Math.abs(tau)).toBeLessThanOrEqual(1 + 1e-12);
        expect(kendallTau(b, a)).toBeCloseTo(tau, 12);
        expect(kendallTau(a, a)).toBeCloseTo(1, 12);
        if (a.length > 1) expect(kendallTau(a, a.toReversed())).toBeCloseTo(-1, 12);
      }),
    );
  });
});

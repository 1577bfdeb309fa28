import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlapAt, rankBiasedOverlap } from './agreement.ts';
import { isAttarError } from './errors.ts';

const list = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 25 });
const chance = fc.double({ min: 0.05, max: 0.98, noNaN: true });

describe('overlap at k', () => {
  it('counts what the first k share, in any order', () => {
    expect(overlapAt(['a', 'b', 'c', 'd'], ['c', 'a', 'x', 'b'], 3)).toBe(2 / 3);
    expect(overlapAt(['a', 'b'], ['b', 'a'], 2)).toBe(1);
    expect(overlapAt(['a', 'b'], ['c', 'd'], 2)).toBe(0);
  });

  it('divides by k even when a list is shorter, and counts an entry once', () => {
    expect(overlapAt(['a'], ['a', 'b'], 10)).toBe(1 / 10);
    expect(overlapAt(['a', 'a'], ['a', 'a'], 2)).toBe(1 / 2);
    expect(overlapAt([], [], 10)).toBe(0);
  });

  it('refuses a k that is no count', () => {
    for (const k of [0, -1, 1.5, Number.NaN]) {
      expect(() => overlapAt(['a'], ['a'], k)).toThrowError(/whole number from 1/);
    }
  });
});

describe('rank-biased overlap', () => {
  it('is worked by hand for two swapped entries', () => {
    // X = 0, 2: (1 − p)/p · (2/2 · p²) + 2/2 · p² = (1 − p) p + p² = p
    expect(rankBiasedOverlap(['a', 'b'], ['b', 'a'], 0.9)).toBeCloseTo(0.9, 12);
    expect(rankBiasedOverlap(['a', 'b'], ['b', 'a'], 0.5)).toBeCloseTo(0.5, 12);
  });

  it('is worked by hand for three entries of which the head is shared', () => {
    // X = 1, 1, 1 with p = 1/2: 1 · (1/2 + 1/2 · 1/4 + 1/3 · 1/8) + 1/3 · 1/8 = 2/3 + 1/24
    expect(rankBiasedOverlap(['a', 'b', 'c'], ['a', 'x', 'y'], 0.5)).toBeCloseTo(2 / 3 + 1 / 24, 12);
  });

  it('is worked by hand for lists of different length', () => {
    // s = 1, l = 2, X = 1, 1 with p = 1/2: (1/2 + 1/2 · 1/4 + 1 · 1/2 · 1/4) + ((1 − 1)/2 + 1/1) · 1/4 = 1
    expect(rankBiasedOverlap(['a'], ['a', 'b'], 0.5)).toBeCloseTo(1, 12);
    // s = 1, l = 2, X = 0, 1 with p = 1/2: 1/2 · 1/4 + (1/2) · 1/4 = 1/4
    expect(rankBiasedOverlap(['b'], ['a', 'b'], 0.5)).toBeCloseTo(1 / 4, 12);
  });

  it('knows empty lists', () => {
    expect(rankBiasedOverlap([], [], 0.9)).toBe(1);
    expect(rankBiasedOverlap(['a'], [], 0.9)).toBe(0);
  });

  it('refuses a p outside the open interval', () => {
    for (const p of [0, 1, -0.1, Number.NaN]) {
      try {
        rankBiasedOverlap(['a'], ['a'], p);
        expect.unreachable();
      } catch (error) {
        expect(isAttarError(error, 'request/invalid')).toBe(true);
      }
    }
  });

  it('is 1 for equal lists, symmetric, and inside 0 … 1 for all lists', () => {
    fc.assert(
      fc.property(list, list, chance, (a, b, p) => {
        const value = rankBiasedOverlap(a, b, p);
        expect(value).toBeGreaterThanOrEqual(-1e-12);
        expect(value).toBeLessThanOrEqual(1 + 1e-12);
        expect(rankBiasedOverlap(b, a, p)).toBeCloseTo(value, 12);
        expect(rankBiasedOverlap(a, a, p)).toBeCloseTo(1, 10);
      }),
    );
  });

  it('minds the head of the list more than its tail', () => {
    const teacher = ['a', 'b', 'c', 'd', 'e'];
    const headSwapped = rankBiasedOverlap(teacher, ['b', 'a', 'c', 'd', 'e'], 0.9);
    const tailSwapped = rankBiasedOverlap(teacher, ['a', 'b', 'c', 'e', 'd'], 0.9);
    expect(headSwapped).toBeLessThan(tailSwapped);
  });
});

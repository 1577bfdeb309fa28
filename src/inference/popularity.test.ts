import { describe, expect, test } from 'vitest';
import { popularityPrior } from './popularity.ts';

describe('the popularity prior', () => {
  test('is ln(1 + popularity) in standard deviations from its mean', () => {
    // ln 1, ln 2 and ln 4 lie ln 2 · (−1, 0, 1) from their mean and spread by ln 2 · √(2/3).
    const prior = popularityPrior([0, 1, 3]);
    expect([...prior].map((value) => value * Math.sqrt(2 / 3))).toEqual([
      expect.closeTo(-1, 6),
      expect.closeTo(0, 6),
      expect.closeTo(1, 6),
    ]);
  });

  test('is 0 where all items are equally popular, and for one item', () => {
    expect([...popularityPrior(Array.from({ length: 7 }, () => 12))]).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect([...popularityPrior([3])]).toEqual([0]);
  });
});

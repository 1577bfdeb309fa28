import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogueCoverage, giniIndex, idealGain, ndcg, popularityDeciles, recall } from './metrics.ts';

const log2 = Math.log2;

describe('NDCG', () => {
  test('divides the gain of the hits by that of a perfect list', () => {
    // Hits at places 1 and 3 of three targets: (1/log2(2) + 1/log2(4)) / (1/log2(2) + 1/log2(3) + 1/log2(4)).
    const expected = (1 + 1 / 2) / (1 + 1 / log2(3) + 1 / 2);
    expect(ndcg([7, 1, 8, 2], new Set([7, 8, 9]), 4)).toBeCloseTo(expected, 12);
  });

  test('is 1 for a perfect list that is shorter than the targets', () => {
    expect(ndcg([1, 2], new Set([1, 2, 3, 4]), 2)).toBe(1);
  });

  test('looks at the first k places only', () => {
    expect(ndcg([1, 2, 3], new Set([3]), 2)).toBe(0);
    expect(ndcg([1, 2, 3], new Set([3]), 3)).toBeCloseTo(1 / log2(4), 12);
  });

  test('is 0 without targets or without a list', () => {
    expect(ndcg([1, 2], new Set(), 10)).toBe(0);
    expect(ndcg([], new Set([1]), 10)).toBe(0);
  });

  test('knows the ideal gain of three hits', () => {
    expect(idealGain(3)).toBeCloseTo(1 + 1 / log2(3) + 1 / 2, 12);
  });
});

describe('recall', () => {
  test('divides by the smaller of k and the number of targets', () => {
    expect(recall([1, 2, 3], new Set([2, 9]), 3)).toBe(1 / 2);
    expect(recall([1, 2, 3], new Set([1, 2, 3, 4, 5]), 3)).toBe(3 / 3);
    expect(recall([1, 9, 8], new Set([1, 2, 3, 4, 5]), 2)).toBe(1 / 2);
  });

  test('is 0 without targets', () => {
    expect(recall([1], new Set(), 5)).toBe(0);
  });
});

describe('what is recommended to everybody together', () => {
  test('coverage is the share of items that anybody is shown', () => {
    expect(catalogueCoverage([3, 0, 1, 0, 9])).toBe(3 / 5);
    expect(catalogueCoverage([])).toBe(0);
  });

  test('the Gini index is worked by hand for three items', () => {
    // Shares 1/6, 2/6, 3/6 of n = 3: ((2 − 4) · 1 + (4 − 4) · 2 + (6 − 4) · 3) / 6 / 2 = 4 / 12.
    expect(giniIndex([3, 1, 2])).toBeCloseTo(1 / 3, 12);
  });

  test('the Gini index is 0 for equal counts, 1 when one item takes all, and 0 of nothing', () => {
    expect(giniIndex([5, 5, 5])).toBe(0);
    expect(giniIndex([0, 9, 0])).toBe(1);
    expect(giniIndex([0, 0])).toBe(0);
  });

  test('the Gini index is half the relative mean difference, n / (n - 1) times (NumPy)', () => {
    expect(giniIndex([0, 1, 3, 7, 2, 2])).toBeCloseTo(0.5466666666666666, 12);
    const counts = fc.array(fc.nat(50), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(counts, (values) => {
        const sum = values.reduce((a, b) => a + b, 0);
        fc.pre(sum > 0);
        const differences = values.flatMap((a) => values.map((b) => Math.abs(a - b)));
        const expected = differences.reduce((a, b) => a + b, 0) / (2 * (values.length - 1) * sum);
        expect(giniIndex(values)).toBeCloseTo(expected, 10);
      }),
    );
  });
});

describe('popularity deciles', () => {
  test('put the most liked tenth first and the least liked last', () => {
    const popularity = Array.from({ length: 20 }, (_, item) => item);
    const deciles = popularityDeciles(popularity);
    expect([...deciles.subarray(18)]).toEqual([0, 0]);
    expect([...deciles.subarray(0, 2)]).toEqual([9, 9]);
  });

  test('break ties by item and are as even as the catalogue allows', () => {
    expect([...popularityDeciles(new Array(10).fill(7))]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const sizes = new Array<number>(10).fill(0);
    for (const decile of popularityDeciles(new Array(25).fill(1))) sizes[decile]!++;
    expect(Math.max(...sizes) - Math.min(...sizes)).toBe(1);
  });
});

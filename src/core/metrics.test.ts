import { describe, expect, test } from 'vitest';
import { idealGain, ndcg, recall } from './metrics.ts';

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

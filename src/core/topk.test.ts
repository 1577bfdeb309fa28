import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { topK } from './topk.ts';

describe('topK', () => {
  test('returns the best positions, best first', () => {
    expect([...topK([0.1, 3, -2, 5], 2)]).toEqual([3, 1]);
  });

  test('breaks ties by position', () => {
    expect([...topK([1, 2, 2, 1, 2], 4)]).toEqual([1, 2, 4, 0]);
  });

  test('never returns masked or undefined scores', () => {
    expect([...topK([Number.NEGATIVE_INFINITY, Number.NaN, 1], 3)]).toEqual([2]);
  });

  test('returns all there are when k is larger', () => {
    expect([...topK([1, 2], 10)]).toEqual([1, 0]);
    expect([...topK([], 10)]).toEqual([]);
    expect([...topK([1, 2], 0)]).toEqual([]);
  });

  test('ranks a slice by positions inside it', () => {
    expect([...topK([9, 9, 1, 3, 2], 2, 2)]).toEqual([1, 2]);
  });

  test('equals sorting everything', () => {
    const scores = fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 60 });
    fc.assert(
      fc.property(scores, fc.integer({ min: 0, max: 70 }), (values, k) => {
        const sorted = values.map((_, i) => i).sort((a, b) => values[b]! - values[a]! || a - b);
        expect([...topK(values, k)]).toEqual(sorted.slice(0, k));
      }),
    );
  });
});

import { describe, expect, test } from 'vitest';
import { weighTastes } from '../format/index.ts';
import { historyOf } from './taste.ts';

describe('a history', () => {
  test('of likes that do not fade is that of the golden lists', () => {
    const { items, weights } = historyOf({
      likes: [4, 2],
      dislikes: [7],
      halfLife: Number.POSITIVE_INFINITY,
    });
    expect({ items, weights: Array.from(weights) }).toEqual(weighTastes([4, 2], [7]));
  });

  test('halves a like that halfLife likes followed, and leaves dislikes alone', () => {
    const { items, weights } = historyOf({ likes: [4, 2, 9, 1, 5], dislikes: [7], halfLife: 2 });
    expect(items).toEqual([4, 2, 9, 1, 5, 7]);
    expect(Array.from(weights)).toEqual([1 / 4, 2 ** -1.5, 1 / 2, 2 ** -0.5, 1, -0.5]);
  });

  test('keeps finite weights however short the half-life', () => {
    const { weights } = historyOf({ likes: [4, 2], dislikes: [], halfLife: Number.MIN_VALUE });
    expect(Array.from(weights)).toEqual([0, 1]);
  });
});

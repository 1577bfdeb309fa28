import { describe, expect, test } from 'vitest';
import { matrixOf } from '../core/interactions.ts';
import { addGram, type GramOptions } from './gram.ts';

const likes = matrixOf([[0, 1], [0, 1, 2], [2]], 3);
/** User 0 gave item 2 three stars, user 2 gave item 0 one. */
const lower = { ...matrixOf([[2], [], [0]], 3), ratings: Uint8Array.of(3, 1) };

function gramOf(options?: GramOptions): number[] {
  const gram = new Float32Array(9);
  addGram(likes, gram, options);
  return [...gram];
}

describe('addGram', () => {
  test('counts how often two items are liked together', () => {
    expect(gramOf()).toEqual([2, 2, 1, 2, 2, 1, 1, 1, 2]);
  });

  test('adds what lower ratings say of pairs, each by its weight', () => {
    // Rows (1, 1, ½), (1, 1, 1) and (¼, 0, 1).
    const evidence = { lower, weights: [0.25, 0, 0.5] } as const;
    expect(gramOf({ evidence })).toEqual([2.0625, 2, 1.75, 2, 2, 1.5, 1.75, 1.5, 2.25]);
  });

  test('leaves ratings of weight 0 out', () => {
    expect(gramOf({ evidence: { lower, weights: [0, 1, 0] } })).toEqual(gramOf());
  });

  test('counts users with many interactions less', () => {
    // Sizes 2, 3 and 1, mean 2: weights 1, 2/3 and 2.
    const gram = gramOf({ userPower: 1 });
    [5 / 3, 5 / 3, 2 / 3, 5 / 3, 5 / 3, 2 / 3, 2 / 3, 2 / 3, 8 / 3].forEach((count, e) => {
      expect(gram[e]).toBeCloseTo(count, 6);
    });
  });

  test('measures a user by all that counts, not by likes alone', () => {
    // Sizes 3, 3 and 1, mean 7/3: weights 7/9, 7/9 and 7/3.
    const gram = gramOf({ userPower: 1, evidence: { lower, weights: [0, 0, 1] } });
    expect(gram[0]).toBeCloseTo(14 / 9, 6);
    expect(gram[8]).toBeCloseTo(14 / 9 + 7 / 3, 6);
  });
});

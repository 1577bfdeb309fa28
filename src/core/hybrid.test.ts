import { describe, expect, test } from 'vitest';
import { foldIn, foldUser, type HybridStudent, historySize, scoreAll, scoreItem, scoreOf } from './hybrid.ts';

/** Two dimensions, three items, numbers that can be followed by hand. */
function handMade(): HybridStudent {
  return {
    items: 3,
    dim: 2,
    exponent: 0.5,
    in: {
      rows: 3,
      columns: 2,
      bits: 8,
      codes: Int8Array.of(2, 0, 0, 4, 1, 1),
      scales: Float32Array.of(0.5, 0.25, 1),
    },
    // Packed, code plus 8: rows (1, 2), (−1, 0), (3, −2).
    out: {
      rows: 3,
      columns: 2,
      bits: 4,
      codes: Uint8Array.of(9 | (10 << 4), 7 | (8 << 4), 11 | (6 << 4)),
      scales: Float32Array.of(1, 2, 0.5),
    },
    residual: {
      w1: Float32Array.of(0, 0, 0, 0),
      b1: Float32Array.of(0, 0),
      w2: Float32Array.of(1, 0, 0, 1),
      b2: Float32Array.of(0.5, 0),
    },
    sparse: {
      rows: 3,
      offsets: Uint32Array.of(0, 1, 2, 2),
      columns: Uint16Array.of(2, 2),
      codes: Int8Array.of(10, -20),
      scales: Float32Array.of(0.1, 0.1, 0),
    },
    bias: Float32Array.of(4, 8, 16),
    gates: Float32Array.of(0, 1, 1),
  };
}

describe('the hybrid student', () => {
  test('scores a history of four likes as worked by hand', () => {
    const student = handMade();
    // size 4: pooled = (2·(1, 0) + 2·(0, 1)) / √4 = (1, 1); user = (1, 1) + tanh(0) + (0.5, 0) = (1.5, 1);
    // c(4) = exp(−ln 4) = 1/4, f(4) = 1/4; sparse part of item 2: 1/4 · (2·1 − 2·2) = −0.5.
    const query = foldIn(student, { items: [0, 0, 1, 1], weights: [1, 1, 1, 1] });
    expect([...query.user]).toEqual([1.5, 1]);
    expect(query.fade).toBeCloseTo(0.25, 12);
    expect(scoreItem(student, query, 0)).toBeCloseTo(1.5 + 2 + 0.25 * 4, 6);
    expect(scoreItem(student, query, 1)).toBeCloseTo(-1.5 * 2 + 0.25 * 8, 6);
    expect(scoreItem(student, query, 2)).toBeCloseTo((4.5 - 2) * 0.5 - 0.5 + 0.25 * 16, 6);
    expect([...scoreAll(student, query)]).toEqual([0, 1, 2].map((item) => scoreItem(student, query, item)));
  });

  test('an empty history is scored by popularity and the constant of the residual layer', () => {
    const student = handMade();
    const query = foldIn(student, { items: [], weights: [] });
    expect(query.fade).toBe(1);
    expect(scoreItem(student, query, 0)).toBe(0.5 * 1 + 4);
  });

  test('a dislike takes away what a like adds', () => {
    const student = handMade();
    const liked = foldIn(student, { items: [0], weights: [1] });
    const disliked = foldIn(student, { items: [0], weights: [-1] });
    expect(disliked.sparse[2]).toBeCloseTo(-liked.sparse[2]!, 12);
    expect(disliked.user[0]! - 0.5).toBeCloseTo(-(liked.user[0]! - 0.5), 12);
  });

  test('a history counts every weight, and never less than one item', () => {
    expect(historySize({ items: [0, 1], weights: [1, -0.5] })).toBe(1.5);
    expect(historySize({ items: [0], weights: [0.25] })).toBe(1);
    expect(historySize({ items: [], weights: [] })).toBe(1);
  });

  test('scores few items as it scores all, bit for bit', () => {
    const history = { items: [0, 1, 0, 1], weights: [0.3, -0.5, 0.7, 1] };
    const student = handMade();
    const score = scoreOf(student, new Float32Array(3).fill(NaN), foldUser(student, history));
    expect([0, 1, 2].map(score)).toEqual([...scoreAll(student, foldIn(student, history))]);
  });

  test('adds popularity · prior where a request asks for it', () => {
    const student = handMade();
    const prior = Float32Array.of(-1, 0, 1.5);
    const nothing = { items: [], weights: [] };
    const plain = scoreOf(student, prior, foldUser(student, nothing));
    const leaning = scoreOf(student, prior, foldUser(student, nothing, 4));
    expect([0, 1, 2].map((item) => leaning(item) - plain(item))).toEqual([-4, 0, 6]);
  });
});

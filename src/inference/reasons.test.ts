import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyResidual, foldUser, historySize, poolHistory, scoreOf } from '../core/hybrid.ts';
import type { History, HybridStudent } from '../core/hybrid.ts';
import { Random } from '../core/random.ts';
import { weighTastes } from '../format/index.ts';
import { randomStudent } from '../format/random-student.ts';
import { explain } from './reasons.ts';
import type { Owed } from './reasons.ts';

/** Four items of one dimension, no residual; score 3 = user · 2 + S[i, 3], so a like of item i adds in[i] · 2 / √|H| + S[i, 3]. */
function handMade(inCodes: number[], sparseCodes: number[]): HybridStudent {
  const ones = Float32Array.of(1, 1, 1, 1);
  const table = (codes: number[]): HybridStudent['in'] => {
    return { rows: 4, columns: 1, bits: 8, codes: Int8Array.from(codes), scales: ones };
  };
  return {
    items: 4,
    dim: 1,
    exponent: 0,
    in: table(inCodes),
    out: table([0, 0, 0, 2]),
    residual: {
      w1: new Float32Array(1),
      b1: new Float32Array(1),
      w2: new Float32Array(1),
      b2: new Float32Array(1),
    },
    sparse: {
      rows: 4,
      offsets: Uint32Array.of(0, 1, 2, 3, 3),
      columns: Uint16Array.of(3, 3, 3),
      codes: Int8Array.from(sparseCodes),
      scales: ones,
    },
    bias: new Float32Array(4),
    gates: new Float32Array(3),
  };
}

function because(student: HybridStudent, history: History, item: number): Owed[] {
  return explain(student, foldUser(student, history))(item);
}

describe('reasons', () => {
  test('are shares of the score that the likes add', () => {
    const owed = because(handMade([1, 0, 2, 0], [1, 3, 2]), weighTastes([0, 1, 2], []), 3);
    // Item 0 adds 2 + 1, item 1 adds 0 + 3, item 2 adds 4 + 2.
    expect(owed).toEqual([
      { item: 2, share: 6 / 12 },
      { item: 0, share: 3 / 12 },
      { item: 1, share: 3 / 12 },
    ]);
  });

  test('leave out likes that lower the score', () => {
    const owed = because(handMade([1, -2, 0, 0], [1, 1, 1]), weighTastes([0, 1, 2], []), 3);
    expect(owed).toEqual([
      { item: 0, share: 3 / 4 },
      { item: 2, share: 1 / 4 },
    ]);
  });

  test('never name a dislike, even one that raises the score', () => {
    const owed = because(handMade([-2, 1, 0, 0], [0, 0, 0]), weighTastes([1], [0]), 3);
    expect(owed).toEqual([{ item: 1, share: 1 }]);
  });

  test('are empty without likes, and where no like raises the score', () => {
    expect(because(handMade([1, 1, 1, 1], [1, 1, 1]), weighTastes([], [2]), 3)).toEqual([]);
    expect(because(handMade([-1, 0, 0, 0], [0, 0, 0]), weighTastes([0], []), 3)).toEqual([]);
  });

  test('are at most three shares that fall and add up to at most 1', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 9 }), (seed, count) => {
        const student = randomStudent(new Random(seed), { items: 20, dim: 4, bits: 4, nnz: 5 });
        const likes = Array.from({ length: count }, (_, item) => item);
        const owed = because(student, weighTastes(likes, [10]), 15);
        const shares = owed.map(({ share }) => share);
        expect(owed.length).toBeLessThanOrEqual(3);
        expect(shares).toEqual([...shares].sort((a, b) => b - a));
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });

  test('weigh a like by its weight', () => {
    const history = { items: [0, 1], weights: [0.25, 1] };
    // Item 0 adds 1/4 · (2 + 2), item 1 adds 1 + 0.
    expect(because(handMade([1, 0, 0, 0], [2, 1, 0]), history, 3)).toEqual([
      { item: 0, share: 1 / 2 },
      { item: 1, share: 1 / 2 },
    ]);
  });

  test('are the falls of the score itself when a like is left out and the size held', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(4 as const, 8 as const), (seed, bits) => {
        const student = randomStudent(new Random(seed), { items: 30, dim: 6, bits, nnz: 8 });
        const history = { items: [3, 7, 11, 20], weights: [1, 0.5, 0.25, -0.5] };
        const drops = history.items
          .slice(0, 3)
          .map((_, h) => Math.max(0, fallWithout(student, history, h, 15)));
        const total = drops.reduce((sum, drop) => sum + drop, 0);
        for (const { item, share } of because(student, history, 15)) {
          expect(share * total).toBeCloseTo(drops[history.items.indexOf(item)]!, 4);
        }
      }),
    );
  });
});

/** score(item) − score(item) without entry h, by scoring twice. */
function fallWithout(student: HybridStudent, history: History, h: number, item: number): number {
  const size = historySize(history);
  const weights = Array.from(history.weights, (weight, at) => (at === h ? 0 : weight));
  const left = { items: history.items, weights };
  const whole = foldUser(student, history);
  const user = applyResidual(student.residual, poolHistory(student, left, size));
  const prior = new Float32Array(student.items);
  return (
    scoreOf(student, prior, whole)(item) - scoreOf(student, prior, { ...whole, history: left, user })(item)
  );
}

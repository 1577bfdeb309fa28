import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HybridStudent } from '../core/hybrid.ts';
import { Random } from '../core/random.ts';
import { weighTastes } from '../format/index.ts';
import { randomStudent } from '../format/random-student.ts';
import { explain } from './reasons.ts';

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

describe('reasons', () => {
  test('are shares of the score that the likes add', () => {
    const because = explain(handMade([1, 0, 2, 0], [1, 3, 2]), weighTastes([0, 1, 2], []));
    // Item 0 adds 2 + 1, item 1 adds 0 + 3, item 2 adds 4 + 2.
    expect(because(3)).toEqual([
      { item: 2, share: 6 / 12 },
      { item: 0, share: 3 / 12 },
      { item: 1, share: 3 / 12 },
    ]);
  });

  test('leave out likes that lower the score', () => {
    const because = explain(handMade([1, -2, 0, 0], [1, 1, 1]), weighTastes([0, 1, 2], []));
    expect(because(3)).toEqual([
      { item: 0, share: 3 / 4 },
      { item: 2, share: 1 / 4 },
    ]);
  });

  test('never name a dislike, even one that raises the score', () => {
    const because = explain(handMade([-2, 1, 0, 0], [0, 0, 0]), weighTastes([1], [0]));
    expect(because(3)).toEqual([{ item: 1, share: 1 }]);
  });

  test('are empty without likes, and where no like raises the score', () => {
    expect(explain(handMade([1, 1, 1, 1], [1, 1, 1]), weighTastes([], [2]))(3)).toEqual([]);
    expect(explain(handMade([-1, 0, 0, 0], [0, 0, 0]), weighTastes([0], []))(3)).toEqual([]);
  });

  test('are at most three shares that fall and add up to at most 1', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 9 }), (seed, count) => {
        const student = randomStudent(new Random(seed), { items: 20, dim: 4, bits: 4, nnz: 5 });
        const owed = explain(
          student,
          weighTastes(
            Array.from({ length: count }, (_, item) => item),
            [10],
          ),
        )(15);
        const shares = owed.map(({ share }) => share);
        expect(owed.length).toBeLessThanOrEqual(3);
        expect(shares).toEqual([...shares].sort((a, b) => b - a));
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-12);
      }),
    );
  });
});

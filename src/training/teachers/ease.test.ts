import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { matrixOf } from '../../core/interactions.ts';
import { type Kernels, openKernels } from '../../kernels/index.ts';
import { type EaseOptions, trainEase } from './ease.ts';

const training = matrixOf(
  [
    [0, 1],
    [0, 1, 2],
    [2, 3],
    [1, 3],
    [0, 2],
  ],
  4,
);

let kernels: Kernels;
beforeAll(async () => {
  kernels = await openKernels({ threads: 1, variant: 'simd' });
});
afterAll(() => kernels.close());

const tableOf = (options: EaseOptions): number[] => [...trainEase(kernels, training, options)];

describe('trainEase', () => {
  test('solves two items by hand', () => {
    // G + λI = [[3, 1], [1, 2]]: P = [[2, −1], [−1, 3]] / 5, B01 = 1/3, B10 = 1/2.
    const table = [...trainEase(kernels, matrixOf([[0, 1], [0]], 2), { reg: 1 })];
    [0, 1 / 3, 1 / 2, 0].forEach((value, e) => expect(table[e]).toBeCloseTo(value, 6));
  });

  test('turns negative entries down and leaves the others alone', () => {
    const whole = tableOf({ reg: 0.5 });
    expect(whole.some((value) => value < 0)).toBe(true);
    tableOf({ reg: 0.5, negative: 0.25 }).forEach((value, e) => {
      expect(value).toBeCloseTo(whole[e]! < 0 ? 0.25 * whole[e]! : whole[e]!, 6);
    });
  });

  test('learns from lower ratings what no two likes tell', () => {
    // Items 0 and 3 have no user in common among the likes.
    const lower = { ...matrixOf([[3], [3], [], [], []], 4), ratings: Uint8Array.of(3, 3) };
    const [before, after] = [{ reg: 2 }, { reg: 2, evidence: { lower, weights: [0, 0, 1] } as const }].map(
      tableOf,
    );
    expect(before![3]).toBeLessThan(0);
    expect(after![3]).toBeGreaterThan(0);
  });
});

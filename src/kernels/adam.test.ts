import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Kernels, openKernels } from './index.ts';
import { float32Of, randomNumbers, randomValues } from './testing.ts';

describe('adam', () => {
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = await openKernels({ threads: 2 });
  });
  afterAll(() => kernels.close());

  test('moves by the learning rate against the gradient in the first step', () => {
    const weights = float32Of(kernels, [1, 1, 1]);
    const gradient = float32Of(kernels, [5, -0.01, 0]);
    const [first, second] = [kernels.float32(3), kernels.float32(3)];
    kernels.adam({ weights, gradient, first, second, step: 1, learningRate: 0.1 });
    expect(weights[0]).toBeCloseTo(0.9, 5);
    expect(weights[1]).toBeCloseTo(1.1, 5);
    expect(weights[2]).toBe(1);
    expect(first[0]).toBeCloseTo(0.5, 6);
    expect(second[0]).toBeCloseTo(0.025, 6);
  });

  test.each([1, 4, 7, 40_003])('follows the formula for %i weights over five steps, with decay', (length) => {
    kernels.scoped(() => {
      const random = randomNumbers(length);
      const weights = randomValues(kernels, length, random);
      const [first, second] = [kernels.float32(length), kernels.float32(length)];
      const expected = Float64Array.from(weights);
      const [m, v] = [new Float64Array(length), new Float64Array(length)];
      for (let step = 1; step <= 5; step++) {
        const gradient = randomValues(kernels, length, random);
        kernels.adam({
          weights,
          gradient,
          first,
          second,
          step,
          learningRate: 0.01,
          beta2: 0.99,
          weightDecay: 0.1,
        });
        for (let i = 0; i < length; i++) {
          m[i] = 0.9 * m[i]! + 0.1 * gradient[i]!;
          v[i] = 0.99 * v[i]! + 0.01 * gradient[i]! ** 2;
          const update = m[i]! / (1 - 0.9 ** step) / (Math.sqrt(v[i]! / (1 - 0.99 ** step)) + 1e-8);
          expected[i]! -= 0.01 * (update + 0.1 * expected[i]!);
        }
      }
      for (let i = 0; i < length; i++) expect(Math.abs(weights[i]! - expected[i]!)).toBeLessThan(2e-6);
    });
  });

  test('refuses a step before the first and arrays of unequal length', () => {
    const w = kernels.float32(3);
    const short = kernels.float32(2);
    const options = { weights: w, gradient: w, first: w, second: w, step: 1, learningRate: 0.1 };
    expect(() => kernels.adam({ ...options, step: 0 })).toThrow(/counts updates from 1/);
    expect(() => kernels.adam({ ...options, second: short })).toThrow(/second needs 3 elements but has 2/);
  });
});

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Kernels, openKernels } from './index.ts';
import { float32Of, largestDifference, randomNumbers, randomValues } from './testing.ts';

describe('addScaledBias and biasBackward', () => {
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = await openKernels({ threads: 2 });
  });
  afterAll(() => kernels.close());

  test('adds the bias times each row’s factor', () => {
    const scores = float32Of(kernels, [1, 1, 1, 1]);
    const bias = float32Of(kernels, [10, 20]);
    const factors = float32Of(kernels, [1, -0.5]);
    kernels.addScaledBias({ scores, rows: 2, columns: 2, bias, factors });
    expect([...scores]).toEqual([11, 21, 1 - 5, 1 - 10]);
  });

  test('backward gives the gradients of bias and factors for any shape', () => {
    const shape = fc.record({
      rows: fc.integer({ min: 0, max: 40 }),
      columns: fc.integer({ min: 1, max: 700 }),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(shape, ({ rows, columns, seed }) => {
        kernels.scoped(() => {
          const random = randomNumbers(seed);
          const gradientScores = randomValues(kernels, rows * columns, random);
          const bias = randomValues(kernels, columns, random);
          const factors = randomValues(kernels, rows, random);
          const gradientBias = kernels.float32(columns).fill(1);
          const gradientFactors = kernels.float32(rows).fill(9);
          const expectedBias = new Float64Array(columns).fill(1);
          const expectedFactors = new Float64Array(rows);
          for (let i = 0; i < rows * columns; i++) {
            const [r, j] = [Math.floor(i / columns), i % columns];
            expectedBias[j]! += factors[r]! * gradientScores[i]!;
            expectedFactors[r]! += bias[j]! * gradientScores[i]!;
          }
          kernels.biasBackward({
            gradientScores,
            rows,
            columns,
            bias,
            factors,
            gradientBias,
            gradientFactors,
          });
          expect(largestDifference(gradientBias, expectedBias)).toBeLessThan(2e-5);
          expect(largestDifference(gradientFactors, expectedFactors)).toBeLessThan(2e-5);
        });
      }),
      { numRuns: 50 },
    );
  });
});

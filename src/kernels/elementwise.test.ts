import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Kernels, openKernels } from './index.ts';
import { randomNumbers, randomValues } from './testing.ts';

describe('transpose and fill', () => {
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = await openKernels({ threads: 2 });
  });
  afterAll(() => kernels.close());

  test('transposing twice gives the matrix back, for any shape', () => {
    const side = fc.integer({ min: 1, max: 90 });
    fc.assert(
      fc.property(side, side, fc.nat(), (rows, columns, seed) => {
        kernels.scoped(() => {
          const from = randomValues(kernels, rows * columns, randomNumbers(seed));
          const to = kernels.float32(rows * columns);
          const back = kernels.float32(rows * columns);
          kernels.transpose({ from, rows, columns, to });
          expect(to[Math.min(1, columns - 1) * rows]).toBe(from[Math.min(1, columns - 1)]);
          kernels.transpose({ from: to, rows: columns, columns: rows, to: back });
          expect(back).toEqual(from);
        });
      }),
      { numRuns: 40 },
    );
  });

  test.each([0, 1, 5, 100_001])('fills %i values and not one more', (length) => {
    kernels.scoped(() => {
      const values = kernels.float32(length + 1);
      kernels.fill(values.subarray(0, length), 3);
      expect(values.findIndex((value) => value !== 3)).toBe(length);
      expect(values[length]).toBe(0);
    });
  });
});

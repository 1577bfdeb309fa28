import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Kernels, type KernelVariant, openKernels } from './index.ts';
import { multiply } from './reference.ts';
import { float32Of, largestDifference, randomNumbers, randomValues } from './testing.ts';

describe.each<KernelVariant>(['simd', 'relaxed'])('gemm with %s', (variant) => {
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = await openKernels({ threads: 2, variant });
  });
  afterAll(() => kernels.close());

  test('multiplies a matrix worked by hand', () => {
    const a = float32Of(kernels, [1, 2, 3, 4, 5, 6]);
    const b = float32Of(kernels, [1, 0, 2, 1, 0, 3]);
    const c = kernels.float32(4);
    kernels.gemm({ m: 2, n: 2, k: 3, a, b, c });
    expect([...c]).toEqual([1 + 4, 2 + 9, 4 + 10, 5 + 18]);
  });

  test('equals the reference for any shape, transposed or not', () => {
    const shape = fc.record({
      m: fc.integer({ min: 1, max: 70 }),
      n: fc.integer({ min: 1, max: 70 }),
      k: fc.integer({ min: 1, max: 70 }),
      transposeA: fc.boolean(),
      transposeB: fc.boolean(),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(shape, ({ seed, ...size }) => {
        kernels.scoped(() => {
          const random = randomNumbers(seed);
          const a = randomValues(kernels, size.m * size.k, random);
          const b = randomValues(kernels, size.k * size.n, random);
          const c = randomValues(kernels, size.m * size.n, random);
          kernels.gemm({ ...size, a, b, c });
          expect(largestDifference(c, multiply(a, b, size))).toBeLessThan(1e-5);
        });
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    { m: 300, n: 40, k: 1000, transposeA: false, transposeB: false },
    { m: 40, n: 2100, k: 25, transposeA: false, transposeB: true },
    { m: 391, n: 24, k: 500, transposeA: true, transposeB: false },
    { m: 9, n: 11, k: 3000, transposeA: true, transposeB: true },
  ])('equals the reference over several blocks: $m × $n × $k', (size) => {
    kernels.scoped(() => {
      const random = randomNumbers(1);
      const a = randomValues(kernels, size.m * size.k, random);
      const b = randomValues(kernels, size.k * size.n, random);
      const c = kernels.float32(size.m * size.n);
      kernels.gemm({ ...size, a, b, c });
      expect(largestDifference(c, multiply(a, b, size))).toBeLessThan(5e-5);
    });
  });

  test('cuts b into chunks when it is larger than the packing memory', () => {
    kernels.scoped(() => {
      const [m, n, k] = [2, 12_000, 400];
      const random = randomNumbers(2);
      const a = randomValues(kernels, m * k, random);
      const b = randomValues(kernels, k * n, random);
      const c = kernels.float32(m * n);
      kernels.gemm({ m, n, k, a, b, c });
      expect(largestDifference(c, multiply(a, b, { m, n, k }))).toBeLessThan(5e-5);
    });
  });

  test('adds, subtracts and negates', () => {
    kernels.scoped(() => {
      const size = { m: 13, n: 17, k: 5 };
      const random = randomNumbers(3);
      const a = randomValues(kernels, size.m * size.k, random);
      const b = randomValues(kernels, size.k * size.n, random);
      const start = randomValues(kernels, size.m * size.n, random);
      const product = multiply(a, b, size);
      const run = (options: { accumulate?: boolean; negate?: boolean }) => {
        const c = float32Of(kernels, start);
        kernels.gemm({ ...size, a, b, c, ...options });
        return c;
      };
      expect(
        largestDifference(
          run({ accumulate: true }),
          product.map((p, i) => start[i]! + p),
        ),
      ).toBeLessThan(1e-5);
      expect(
        largestDifference(
          run({ accumulate: true, negate: true }),
          product.map((p, i) => start[i]! - p),
        ),
      ).toBeLessThan(1e-5);
      expect(
        largestDifference(
          run({ negate: true }),
          product.map((p) => -p),
        ),
      ).toBeLessThan(1e-5);
    });
  });

  test('leaves what lies outside a submatrix alone', () => {
    kernels.scoped(() => {
      const a = float32Of(kernels, [1, 2, 9, 3, 4, 9]);
      const b = float32Of(kernels, [5, 9, 9, 6]);
      const c = kernels.float32(8).fill(7);
      kernels.gemm({ m: 2, n: 1, k: 2, a, lda: 3, b, ldb: 3, c, ldc: 4 });
      expect([...c]).toEqual([5 + 12, 7, 7, 7, 15 + 24, 7, 7, 7]);
    });
  });

  test('computes the lower triangle when asked for nothing more', () => {
    kernels.scoped(() => {
      const [n, k] = [50, 20];
      const a = randomValues(kernels, n * k, randomNumbers(4));
      const whole = kernels.float32(n * n);
      const lower = kernels.float32(n * n).fill(99);
      kernels.gemm({ m: n, n, k, a, b: a, transposeB: true, c: whole });
      kernels.gemm({ m: n, n, k, a, b: a, transposeB: true, c: lower, lowerOnly: true });
      for (let i = 0; i < n; i++)
        expect(lower.slice(i * n, i * n + i + 1)).toEqual(whole.slice(i * n, i * n + i + 1));
      expect(lower[n - 1]).toBe(99);
    });
  });

  test('writes zeros for an empty sum and nothing for an empty matrix', () => {
    const c = kernels.float32(4).fill(5);
    const none = kernels.float32(0);
    kernels.gemm({ m: 0, n: 2, k: 2, a: none, b: c, c });
    expect([...c]).toEqual([5, 5, 5, 5]);
    kernels.gemm({ m: 2, n: 2, k: 0, a: none, b: none, c });
    expect([...c]).toEqual([0, 0, 0, 0]);
  });

  test('refuses arrays that are foreign or too short, and impossible sizes', () => {
    const a = kernels.float32(4);
    const fault = (code: string, message: RegExp) =>
      expect.objectContaining({ code, message: expect.stringMatching(message) as string });
    expect(() => kernels.gemm({ m: 2, n: 2, k: 2, a: new Float32Array(4), b: a, c: a })).toThrow(
      fault('kernels/argument', /a is not in the kernels' memory/),
    );
    expect(() => kernels.gemm({ m: 2, n: 2, k: 3, a, b: a, c: a })).toThrow(
      fault('kernels/argument', /a needs 6 elements but has 4/),
    );
    expect(() => kernels.gemm({ m: 2, n: 2.5, k: 2, a, b: a, c: a })).toThrow(
      fault('kernels/argument', /n must be/),
    );
    expect(() => kernels.gemm({ m: 2, n: 2, k: 2, a, lda: 1, b: a, c: a })).toThrow(
      fault('kernels/argument', /lda is 1/),
    );
  });
});

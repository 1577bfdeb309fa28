import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Kernels, KernelError, openKernels } from './index.ts';
import { float32Of, randomNumbers, randomValues } from './testing.ts';

describe('invertSymmetric', () => {
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = await openKernels({ threads: 2 });
  });
  afterAll(() => kernels.close());

  /** max |matrix · inverse − I|, in float64. */
  function residual(matrix: Float32Array, inverse: Float32Array, n: number): number {
    let worst = 0;
    const row = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      row.fill(0);
      for (let p = 0; p < n; p++) {
        const value = matrix[i * n + p]!;
        if (value !== 0) for (let j = 0; j < n; j++) row[j]! += value * inverse[p * n + j]!;
      }
      row[i]! -= 1;
      for (let j = 0; j < n; j++) worst = Math.max(worst, Math.abs(row[j]!));
    }
    return worst;
  }

  /**
   * Gram matrix of `users` histories over n items whose popularity falls like 1 / rank, plus reg on the
   * diagonal.
   */
  function longTailGram(n: number, users: number, reg: number): Float32Array {
    const random = randomNumbers(7);
    const gram = kernels.float32(n * n);
    for (let u = 0; u < users; u++) {
      const items = [
        ...new Set(
          Array.from({ length: 40 }, () => Math.floor(n ** random()) - 1 + (random() < 0.3 ? 1 : 0)),
        ),
      ];
      for (const i of items) for (const j of items) gram[Math.min(i, n - 1) * n + Math.min(j, n - 1)]! += 1;
    }
    for (let i = 0; i < n; i++) gram[i * n + i]! += reg;
    return gram;
  }

  test('inverts a matrix worked by hand', () => {
    const matrix = float32Of(kernels, [4, 2, 2, 3]);
    kernels.invertSymmetric(matrix, 2);
    const expected = [3 / 8, -2 / 8, -2 / 8, 4 / 8];
    expected.forEach((value, i) => expect(matrix[i]).toBeCloseTo(value, 6));
  });

  test.each([1, 5, 191, 192, 193, 500])('gives G · P = I and a symmetric P for %i rows', (n) => {
    kernels.scoped(() => {
      const x = randomValues(kernels, n * 32, randomNumbers(n));
      const matrix = kernels.float32(n * n);
      kernels.gemm({ m: n, n, k: 32, a: x, b: x, transposeB: true, c: matrix });
      for (let i = 0; i < n; i++) matrix[i * n + i]! += 10;
      const inverse = float32Of(kernels, matrix);
      kernels.invertSymmetric(inverse, n);
      expect(residual(matrix, inverse, n)).toBeLessThan(1e-5);
      const isSymmetric = inverse.every((value, at) => value === inverse[(at % n) * n + Math.floor(at / n)]);
      expect(isSymmetric).toBe(true);
    });
  });

  test('inverts the Gram matrix of long-tailed histories to about 1e-4', () => {
    kernels.scoped(() => {
      const n = 400;
      const gram = longTailGram(n, 3000, 50);
      const inverse = float32Of(kernels, gram);
      kernels.invertSymmetric(inverse, n);
      expect(residual(gram, inverse, n)).toBeLessThan(1e-4);
    });
  });

  test('reads the lower triangle only', () => {
    const matrix = float32Of(kernels, [4, Number.NaN, 2, 3]);
    kernels.invertSymmetric(matrix, 2);
    expect(matrix[1]).toBe(matrix[2]);
  });

  test('tells its progress up to 1', () => {
    kernels.scoped(() => {
      const n = 400;
      const matrix = kernels.float32(n * n);
      for (let i = 0; i < n; i++) matrix[i * n + i] = 2;
      const seen: number[] = [];
      kernels.invertSymmetric(matrix, n, { onProgress: (fraction) => seen.push(fraction) });
      expect(seen).toEqual([192 / 400, 384 / 400, 1]);
      expect(matrix[n * n - 1]).toBeCloseTo(0.5, 6);
    });
  });

  test.each([
    ['indefinite', [1, 2, 2, 1], /pivot 1 of 2/],
    ['singular', [1, 1, 1, 1], /pivot 1 of 2/],
    ['not a number', [Number.NaN, 0, 0, 1], /pivot 0 of 2/],
    ['zero', [0, 0, 0, 0], /pivot 0 of 2/],
  ])('refuses a matrix that is %s and names the pivot', (_, values, message) => {
    const matrix = float32Of(kernels, values);
    const invert = () => kernels.invertSymmetric(matrix, 2);
    expect(invert).toThrow(KernelError);
    expect(invert).toThrow(message);
  });

  test('gives its working memory back, also when it fails', () => {
    const matrix = float32Of(kernels, [1, 2, 2, 1]);
    const before = kernels.mark();
    expect(() => kernels.invertSymmetric(matrix, 2)).toThrow(KernelError);
    expect(kernels.mark()).toBe(before);
  });
});

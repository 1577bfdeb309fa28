import { describe, expect, test } from 'vitest';
import { errorBound, largestRowNorm, tableSizes } from './error-bound.ts';

const table = {
  rows: 2,
  columns: 2,
  bits: 8,
  codes: Int8Array.of(3, 4, 0, -10),
  scales: Float32Array.of(2, -0.5),
} as const;
const nothing = { origin: 0, step: 0 };
const sizes = { sums: 4, products: 2, lost: 0 };

describe('the error bound', () => {
  test('knows the longest row: 2 · ‖(3, 4)‖ = 10', () => {
    expect(largestRowNorm(table)).toBe(10);
  });

  test('bounds sums by the largest scale, the root of dim and the codes’ range', () => {
    const scales = { origin: -0.5, step: 2.5 / 65_535 };
    const { sums, products, lost } = tableSizes(table, 128, scales, true);
    expect(sums).toBeCloseTo(2 * 2 * Math.SQRT2 * 128, 6);
    expect(products).toBeCloseTo(2 * Math.SQRT2 * 128, 6);
    expect(lost).toBeCloseTo((Math.SQRT2 * 128 * 2.5) / 65_535 / 2, 12);
    expect(tableSizes(table, 128, scales, false).products).toBe(10);
  });

  test('is a step of what is added where nothing else is rounded', () => {
    const user = new Float32Array(2);
    expect(errorBound(user, sizes, { origin: 0, step: 2 ** -10 }, true)).toBeCloseTo(2 ** -10, 3);
    expect(errorBound(user, sizes, nothing, true)).toBeLessThan(2 ** -90);
  });

  test('holds where a device takes the least numbers for 0', () => {
    const least = 2 ** -97;
    const lost = Math.SQRT2 * least * 255 * 0.01;
    const small = { sums: 2 * Math.SQRT2 * 128 * 0.01, products: 1, lost: 0 };
    expect(errorBound(Float32Array.of(least, least), small, nothing, true)).toBeGreaterThan(lost);
  });

  test('grows with the user', () => {
    const bound = (length: number): number => errorBound(Float32Array.of(length, 0), sizes, nothing, true);
    expect(bound(2) / bound(1)).toBeCloseTo(2, 9);
  });

  test('is 2¹¹ times as large and more where only float16 can be written', () => {
    const user = Float32Array.of(1, 0);
    expect(errorBound(user, sizes, nothing, false)).toBeGreaterThan(2 * 2 ** -10);
  });

  test('is Infinity where a format would overflow, or a number is none', () => {
    const user = Float32Array.of(1e6, 0);
    expect(errorBound(user, sizes, nothing, true)).toBeLessThan(100);
    expect(errorBound(user, sizes, nothing, false)).toBe(Number.POSITIVE_INFINITY);
    expect(errorBound(Float32Array.of(1e38, 0), sizes, nothing, true)).toBe(Number.POSITIVE_INFINITY);
    expect(errorBound(Float32Array.of(Number.NaN, 0), sizes, nothing, true)).toBe(Number.POSITIVE_INFINITY);
    expect(errorBound(user, { ...sizes, products: Number.NaN }, nothing, true)).toBe(
      Number.POSITIVE_INFINITY,
    );
  });
});

import { describe, expect, test } from 'vitest';
import { fromHalfBits, roundToHalf, toHalfBits } from './half.ts';

describe('float16', () => {
  test('keeps every one of its 65,536 patterns through a round trip', () => {
    for (let pattern = 0; pattern < 65_536; pattern++) {
      const value = fromHalfBits(pattern);
      if (!Number.isNaN(value)) expect(toHalfBits(value)).toBe(pattern);
    }
  });

  // Patterns printed by NumPy: np.float32(x).astype(np.float16).view(np.uint16).
  test.each([
    [1, 0x3c00],
    [-2, 0xc000],
    [65_504, 0x7bff],
    [65_519, 0x7bff],
    [65_520, 0x7c00],
    [2 ** -24, 0x0001],
    [2 ** -25, 0x0000],
    [2 ** -25 * 1.5, 0x0001],
    [6.1035e-5, 0x0400],
    [0.1, 0x2e66],
    [Number.POSITIVE_INFINITY, 0x7c00],
  ])('stores %s as NumPy does', (value, pattern) => {
    expect(toHalfBits(value)).toBe(pattern);
  });

  test('rounds ties to the even neighbour', () => {
    expect(roundToHalf(1 + 2 ** -11)).toBe(1);
    expect(roundToHalf(1 + 3 * 2 ** -11)).toBe(1 + 2 ** -9);
  });

  test('keeps NaN', () => {
    expect(roundToHalf(Number.NaN)).toBeNaN();
  });
});

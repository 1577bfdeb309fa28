import { describe, expect, test } from 'vitest';
import { median, quantile, round } from './statistics.ts';

describe('the statistics of the benchmark', () => {
  test('take the middle of an odd count and the mean of the middle two of an even one', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 2, 100])).toBe(3);
  });

  test('take the 19th of 20 values as p95, and the largest of fewer than 20', () => {
    const twenty = Array.from({ length: 20 }, (_, i) => 20 - i);
    expect(quantile(twenty, 0.95)).toBe(19);
    expect(quantile([3, 1, 2], 0.95)).toBe(3);
  });

  test('have nothing to say about no values', () => {
    expect(median([])).toBeNaN();
    expect(quantile([], 0.95)).toBeNaN();
  });

  test('round to three digits, and large numbers to whole ones', () => {
    expect([round(0.012345), round(12.345), round(1234.5)]).toEqual([0.0123, 12.3, 1235]);
  });
});

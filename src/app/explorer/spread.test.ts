import { expect, it } from 'vitest';
import { median, spreadOf } from './spread.ts';

it('has the middle of an odd number of values, and the mean of two in the middle of an even one', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([9, 1, 5, 6])).toBe((5 + 6) / 2);
  expect(median([])).toBeNaN();
});

it('takes the 95th of a hundred measurements, and the largest of few', () => {
  const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
  expect(spreadOf(hundred)).toEqual({ least: 1, median: 50.5, p95: 95, most: 100 });
  expect(spreadOf([3, 1])).toEqual({ least: 1, median: 2, p95: 3, most: 3 });
});

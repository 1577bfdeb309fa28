import { describe, expect, test } from 'vitest';
import { logSumExp } from './log-sum-exp.ts';

describe('ln Σ exp', () => {
  test('of ln 1, ln 2 and ln 5 is ln 8', () => {
    expect(logSumExp([Math.log(1), Math.log(2), Math.log(5)])).toBeCloseTo(Math.log(8), 12);
  });

  test('does not overflow where exp would', () => {
    expect(logSumExp(Float32Array.of(5000, 5000))).toBeCloseTo(5000 + Math.log(2), 12);
    expect(logSumExp([-5000, Number.NEGATIVE_INFINITY])).toBe(-5000);
  });

  test('of nothing is −Infinity', () => {
    expect(logSumExp([])).toBe(Number.NEGATIVE_INFINITY);
    expect(logSumExp([Number.NEGATIVE_INFINITY])).toBe(Number.NEGATIVE_INFINITY);
  });
});

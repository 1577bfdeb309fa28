import { describe, expect, test } from 'vitest';
import { exactTop, findFault } from './check.ts';
import { DIM, exactDot, makeWorkload, STEP } from './workload.ts';
import type { Workload } from './workload.ts';

/** Four items whose only value is 3, 1, 3 and 2; the user's is 2. */
function four(): { workload: Workload; user: Float32Array } {
  const codes = new Int8Array(4 * DIM);
  [3, 1, 3, 2].forEach((code, item) => {
    codes[item * DIM] = code;
  });
  const user = new Float32Array(DIM);
  user[0] = 2 * STEP;
  return { workload: { items: 4, codes, users: [user] }, user };
}

describe('the check of a route', () => {
  test('has exact scores: 2 · 3, 2 · 3 and 2 · 2 steps for the best three of four', () => {
    const { workload, user } = four();
    const { items, scores } = exactTop(workload, user, 3);
    expect(Array.from(items)).toEqual([0, 2, 3]);
    expect(Array.from(scores)).toEqual([6, 6, 4].map((dot) => dot * STEP * STEP));
  });

  test('accepts tied items in any order and refuses a worse item, a wrong score and a repeated item', () => {
    const { workload, user } = four();
    const expected = exactTop(workload, user, 3);
    const { scores } = expected;
    const fault = (items: number[], said: ArrayLike<number> = scores): string | undefined =>
      findFault(workload, user, expected, { items, scores: said });
    expect(fault([2, 0, 3])).toBeUndefined();
    expect(fault([2, 0, 1])).toMatch('rank 3: item 1');
    expect(fault([2, 0, 3], [1, 1, 1])).toMatch('rank 1: item 2 is said to have 1');
    expect(fault([2, 0, 3], [Number.NaN, 1, 1])).toMatch('rank 1');
    expect(fault([2, 2, 3])).toBe('an item twice');
    expect(fault([2, 0])).toBe('2 items instead of 3');
  });
});

describe('the workload', () => {
  test('is the same for the same seed, and spans the 8 bits', () => {
    const { codes, users } = makeWorkload(500);
    expect(makeWorkload(500).codes).toEqual(codes);
    expect(makeWorkload(500, 2).codes).not.toEqual(codes);
    expect(Math.min(...codes)).toBe(-127);
    expect(Math.max(...codes)).toBe(127);
    for (const user of users) {
      expect(Math.min(...user)).toBe(-128 * STEP);
      expect(Math.max(...user)).toBe(127 * STEP);
    }
  });

  test('has dot products that are whole numbers below 2²⁴, which float32 adds up exactly', () => {
    const workload = makeWorkload(200);
    for (let item = 0; item < 200; item++) {
      const dot = exactDot(workload, workload.users[0]!, item);
      expect(Number.isInteger(dot)).toBe(true);
      expect(Math.abs(dot)).toBeLessThan(2 ** 24);
    }
  });
});

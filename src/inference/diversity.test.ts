import { describe, expect, test } from 'vitest';
import type { HybridStudent } from '../core/hybrid.ts';
import { Random } from '../core/random.ts';
import { randomStudent } from '../format/random-student.ts';
import { diversify, poolSize } from './diversity.ts';
import { cosine } from './similarity.ts';

/** Items 0 and 1 point one way, item 2 across, item 3 the opposite way of 0. */
function handMade(): HybridStudent {
  const student = randomStudent(new Random(1), { items: 4, dim: 2, bits: 8, nnz: 0 });
  student.out.codes.set([3, 0, 9, 0, 0, 5, -2, 0]);
  return student;
}

const pool = {
  items: Uint32Array.of(0, 1, 2, 3),
  scores: Float32Array.of(4, 3, 2, 0),
  probabilities: Float64Array.of(0.4, 0.3, 0.2, 0.1),
};

describe('a diverse list', () => {
  test('of diversity 0 is the ranking', () => {
    expect(diversify(handMade(), pool, 3, 0)).toEqual([0, 1, 2]);
  });

  test('puts an item that repeats the first behind one that does not', () => {
    // Relevance 1, 3/4, 2/4, 0. After item 0, at 1/2: item 1 has 3/8 - 1/2, item 2 has 1/4 - 0, item 3 has 0 + 1/2.
    expect(diversify(handMade(), pool, 4, 0.5)).toEqual([0, 3, 2, 1]);
    expect(diversify(handMade(), pool, 3, 0.25)).toEqual([0, 2, 1]);
  });

  test('of diversity 1 still begins with the best', () => {
    expect(diversify(handMade(), pool, 1, 1)).toEqual([0]);
  });

  test('is chosen from at least 100 candidates, and from no more than k without diversity', () => {
    expect([poolSize(10, 0.1), poolSize(50, 0.1), poolSize(10, 0)]).toEqual([100, 250, 10]);
  });
});

describe('the cosine of two items', () => {
  test('is that of their codes, whatever their scales', () => {
    const student = handMade();
    expect(cosine(student, 0, 1)).toBe(1);
    expect(cosine(student, 0, 2)).toBe(0);
    expect(cosine(student, 0, 3)).toBe(-1);
  });

  test('is 0 for an item of zeros', () => {
    const student = handMade();
    student.out.codes.fill(0, 0, 2);
    expect(cosine(student, 0, 1)).toBe(0);
  });
});

import { describe, expect, test } from 'vitest';
import type { HybridStudent } from '../core/hybrid.ts';
import { Random } from '../core/random.ts';
import { randomStudent } from '../format/random-student.ts';
import { createLikeness, likenessAmong } from './similarity.ts';

/** Items 0 and 1 point one way, item 2 across, item 3 the opposite way of 0, item 4 half way between 0 and 2. */
function handMade(): HybridStudent {
  const student = randomStudent(new Random(1), { items: 5, dim: 2, bits: 8, nnz: 0 });
  student.out.codes.set([3, 0, 9, 0, 0, 5, -2, 0, 7, 7]);
  return student;
}

describe('the likeness of two items', () => {
  test('is the cosine of their codes, whatever their scales', () => {
    const likeness = createLikeness(handMade());
    expect([0, 1, 2, 3].map((other) => likeness(0, other))).toEqual([1, 1, 0, -1]);
    expect(likeness(0, 4)).toBeCloseTo(Math.SQRT1_2, 12);
  });

  test('turns round with the sign of one scale, and is 0 for a scale of 0', () => {
    const student = handMade();
    student.out.scales.set([-1, 1, 1, -1, 0]);
    const likeness = createLikeness(student);
    expect([likeness(0, 1), likeness(0, 3), likeness(0, 4)]).toEqual([-1, -1, 0]);
  });

  test('is 0 for an item of zeros', () => {
    const student = handMade();
    student.out.codes.fill(0, 0, 2);
    expect(createLikeness(student)(0, 1)).toBe(0);
  });

  test('is the same whichever is named first, also with 4 bits', () => {
    const likeness = createLikeness(randomStudent(new Random(2), { items: 9, dim: 6, bits: 4, nnz: 0 }));
    expect(likeness(3, 8)).toBe(likeness(8, 3));
    expect(likeness(5, 5)).toBeCloseTo(1, 12);
  });

  test('is the same number in a list whose codes are unpacked', () => {
    for (const bits of [2, 4, 8] as const) {
      const student = randomStudent(new Random(bits), { items: 9, dim: 6, bits, nnz: 0 });
      student.out.scales.set([-1, 0], 3);
      const likeness = createLikeness(student);
      const among = likenessAmong(student, [8, 3, 5, 4]);
      for (const [a, first] of [8, 3, 5, 4].entries()) {
        for (const [b, second] of [8, 3, 5, 4].entries()) expect(among(a, b)).toBe(likeness(first, second));
      }
    }
  });
});

import { describe, expect, test } from 'vitest';
import { foldUser } from '../core/hybrid.ts';
import { Random } from '../core/random.ts';
import { randomStudent } from '../format/random-student.ts';
import { leanTo, POPULARITY_STRENGTH } from './lean.ts';

describe('the popularity slider', () => {
  /** Two items that score −1 and 3 to everybody: a mean of 1 and a deviation of 2. */
  const student = {
    ...randomStudent(new Random(1), { items: 2, dim: 2, bits: 8, nnz: 0 }),
    bias: Float32Array.of(-1, 3),
  };
  student.out.codes.fill(0);
  const model = { student, prior: Float32Array.of(-1, 1) };
  const query = foldUser(student, { items: [], weights: [] });

  test('counts in deviations of the scores', () => {
    expect(leanTo(1, model, query).popularity).toBeCloseTo(2 * POPULARITY_STRENGTH, 12);
    expect(leanTo(-0.5, model, query).popularity).toBeCloseTo(-POPULARITY_STRENGTH, 12);
  });

  test('at 0 changes nothing', () => {
    expect(leanTo(0, model, query)).toBe(query);
  });

  test('is as strong on a model whose scores are ten times as large', () => {
    const loud = { ...model, student: { ...student, bias: student.bias.map((bias) => 10 * bias) } };
    expect(leanTo(1, loud, query).popularity).toBeCloseTo(20 * POPULARITY_STRENGTH, 4);
  });
});

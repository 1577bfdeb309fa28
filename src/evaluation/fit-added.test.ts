import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Fold, type Folds, matrixOf } from '../core/interactions.ts';
import { type Kernels, openKernels } from '../kernels/index.ts';
import { AddedTeacher } from '../training/teachers/added.ts';
import { TableTeacher, type Teacher } from '../training/teachers/teacher.ts';
import { fitWeights, teacherScorer } from './fit-added.ts';
import { evaluateFold, meanOf } from './protocol.ts';

const ITEMS = 60;
let kernels: Kernels;
beforeAll(async () => {
  kernels = await openKernels({ threads: 1 });
});
afterAll(() => kernels.close());

/** Scores item (i + step) modulo ITEMS for item i in the history. */
function shiftTeacher(step: number): Teacher {
  const table = kernels.float32(ITEMS * ITEMS);
  for (let i = 0; i < ITEMS; i++) table[i * ITEMS + ((i + step) % ITEMS)] = 1;
  return new TableTeacher(`shift ${step}`, kernels, table, ITEMS, 1);
}

/** Users with `length` items in a row that start anywhere; each wants the one `step` after the last. */
function foldOf(length: number, step: number): Fold {
  const starts = Array.from({ length: ITEMS }, (_, start) => start);
  const histories = starts.map((start) => Array.from({ length }, (_, i) => (start + i) % ITEMS));
  const targets = starts.map((start) => [(start + length - 1 + step) % ITEMS]);
  return { history: matrixOf(histories, ITEMS), targets: matrixOf(targets, ITEMS) };
}

/** Short histories are continued at the next item, long ones twenty items on. */
const folds: Folds = { '5': foldOf(5, 1), '10': foldOf(10, 1), '20': foldOf(20, 21), '80%': foldOf(30, 21) };

describe('fitWeights', () => {
  test('trusts each member at the lengths where it is right', async () => {
    const teachers = [shiftTeacher(1), shiftTeacher(21)];
    const { knots, weights } = await fitWeights(kernels, teachers, folds);
    expect(knots).toEqual([5, 10, 20, 30]);
    expect(knots.map((_, at) => weights[1]![at]! > weights[0]![at]!)).toEqual([false, false, true, true]);
  });

  test('leaves out a member that never helps', async () => {
    const useless = new TableTeacher('nothing', kernels, kernels.float32(ITEMS * ITEMS), ITEMS, 1);
    const { weights } = await fitWeights(kernels, [shiftTeacher(1), useless], folds);
    expect(weights[1]).toEqual([0, 0, 0, 0]);
  });

  test('gives a sum that is at least as good as its first member at every length', async () => {
    const teachers = [shiftTeacher(2), shiftTeacher(1), shiftTeacher(21)];
    const { knots, weights } = await fitWeights(kernels, teachers, folds);
    const members = teachers.map((teacher, m) => ({ teacher, weights: weights[m]! }));
    const added = new AddedTeacher('sum', kernels, members, knots);
    const quality = async (teacher: Teacher, fold: Fold): Promise<number> =>
      meanOf((await evaluateFold(teacherScorer(kernels, teacher), fold)).ndcg100);
    for (const fold of Object.values(folds)) {
      expect(await quality(added, fold)).toBeGreaterThanOrEqual(await quality(teachers[0]!, fold));
    }
    expect(await quality(added, folds['5'])).toBeGreaterThan(await quality(teachers[0]!, folds['5']));
  });
});

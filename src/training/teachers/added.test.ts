import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Kernels, openKernels } from '../../kernels/index.ts';
import { HistoryBatch } from '../students/history-batch.ts';
import { weightAt } from '../../core/linear.ts';
import { AddedTeacher } from './added.ts';
import { TableTeacher } from './teacher.ts';

let kernels: Kernels;
beforeAll(async () => {
  kernels = await openKernels({ threads: 1 });
});
afterAll(() => kernels.close());

/** A linear teacher of three items. */
function tableTeacher(table: readonly number[]): TableTeacher {
  const own = kernels.float32(9);
  own.set(table);
  return new TableTeacher('table', kernels, own, 3, 1);
}

describe('weightAt', () => {
  test('is linear in the logarithm of the length between knots, as worked by hand', () => {
    // 10 lies half way from 5 to 20 on the logarithmic scale.
    expect(weightAt([5, 20], [1, 3], 10)).toBeCloseTo(2, 12);
    expect(weightAt([5, 20, 80], [1, 3, 5], 40)).toBeCloseTo(4, 12);
  });

  test('has the fitted weight at each knot and the nearest outside', () => {
    const [knots, weights] = [
      [5, 20, 80],
      [1, 3, -2],
    ];
    expect(knots.map((length) => weightAt(knots, weights, length))).toEqual(weights);
    expect([0, 1, 4, 81, 5000].map((length) => weightAt(knots, weights, length))).toEqual([1, 1, 1, -2, -2]);
  });

  test('lies between the weights of all knots, also where knots coincide', () => {
    const knots = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(knots, fc.nat(100), (unsorted, length) => {
        const sorted = unsorted.sort((a, b) => a - b);
        const weights = sorted.map((knot) => Math.cos(knot));
        const weight = weightAt(sorted, weights, length);
        expect(weight).toBeGreaterThanOrEqual(Math.min(...weights) - 1e-12);
        expect(weight).toBeLessThanOrEqual(Math.max(...weights) + 1e-12);
      }),
    );
  });
});

describe('AddedTeacher', () => {
  test('adds its members’ logits with the weights of each history’s length', () => {
    const first = tableTeacher([0, 1, 2, 3, 4, 5, 6, 7, 8]);
    const second = tableTeacher([0, 10, 20, 30, 40, 50, 60, 70, 80]);
    const members = [
      { teacher: first, weights: [1, 2] },
      { teacher: second, weights: [0.5, -1] },
    ];
    const teacher = new AddedTeacher('sum', kernels, members, [1, 2]);
    const histories = new HistoryBatch(kernels, 2, 3);
    histories.push([1]);
    histories.push([0, 2]);
    const out = kernels.float32(6).fill(7);
    teacher.logits(histories, out);
    // Row 0: 1 · (3, 4, 5) + 0.5 · (30, 40, 50); row 1: 2 · (6, 8, 10) − 1 · (60, 80, 100).
    expect([...out]).toEqual([18, 24, 30, -48, -64, -80]);
  });

  test('weighs as many bytes as its members together', () => {
    const member = { teacher: tableTeacher([0, 1, 2, 3, 4, 5, 6, 7, 8]), weights: [1] };
    expect(new AddedTeacher('sum', kernels, [member, member], [5]).bytes).toBe(2 * 9 * 4);
  });

  test('keeps no memory of the kernels', () => {
    const members = [{ teacher: tableTeacher([0, 1, 2, 3, 4, 5, 6, 7, 8]), weights: [1] }];
    const teacher = new AddedTeacher('sum', kernels, members, [5]);
    const histories = new HistoryBatch(kernels, 1, 3);
    histories.push([1]);
    const out = kernels.float32(3);
    const before = kernels.mark();
    for (let call = 0; call < 10; call++) teacher.logits(histories, out);
    expect(kernels.mark()).toBe(before);
  });
});

import { expect, it } from 'vitest';
import { compareLists } from './comparison.ts';

it('marks how each item moved from the teacher to the student', () => {
  const { student } = compareLists(['a', 'b', 'c', 'd'], ['c', 'b', 'a', 'x'], new Set(['b', 'x']));
  expect(student).toEqual([
    { id: 'c', rank: 1, heldOut: false, movement: { kind: 'up', by: 2 } },
    { id: 'b', rank: 2, heldOut: true, movement: { kind: 'same' } },
    { id: 'a', rank: 3, heldOut: false, movement: { kind: 'down', by: 2 } },
    { id: 'x', rank: 4, heldOut: true, movement: { kind: 'new' } },
  ]);
});

it('calls new what the teacher has below its first ten', () => {
  const teacher = Array.from({ length: 12 }, (_, at) => `t${at}`);
  const { student, teacher: shown } = compareLists(teacher, ['t11', ...teacher.slice(0, 11)], new Set());
  expect(student[0].movement).toEqual({ kind: 'new' });
  expect(student[1].movement).toEqual({ kind: 'down', by: 1 });
  expect(shown).toHaveLength(10);
});

it('measures agreement on the first ten and on the depth both lists have', () => {
  const teacher = Array.from({ length: 20 }, (_, at) => `t${at}`);
  const same = compareLists(teacher, teacher.slice(0, 15), new Set());
  expect(same.overlap).toBe(1);
  expect(same.depth).toBe(15);
  expect(same.rankBiasedOverlap).toBeCloseTo(1, 12);
  const half = compareLists(teacher, [...teacher.slice(0, 5), 'a', 'b', 'c', 'd', 'e'], new Set());
  expect(half.overlap).toBe(1 / 2);
});

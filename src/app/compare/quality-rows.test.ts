import { expect, it } from 'vitest';
import { qualityFigures } from './quality-rows.ts';

const row = (model: string, history: '80%' | '5' | '10' | '20', ndcg10: number) => {
  return { model, history, users: 1000, ndcg10, ndcg100: 0, recall20: 0 };
};
const teacher = { name: 'EASE', bytes: 1 };

it('puts student and teacher side by side, shortest history first', () => {
  const quality = [
    row('student', '80%', 0.34),
    row('teacher', '80%', 0.35),
    row('student', '5', 0.54),
    row('teacher', '5', 0.45),
  ];
  expect(qualityFigures({ quality, teacher })).toEqual([
    { history: '5', users: 1000, teacher: 0.45, student: 0.54, pruned: null },
    { history: '80%', users: 1000, teacher: 0.35, student: 0.34, pruned: null },
  ]);
});

it('finds a teacher by its name, and its table pruned to the same bytes', () => {
  const quality = [row('student', '5', 0.54), row('ease', '5', 0.45), row('ease-pruned', '5', 0.44)];
  expect(qualityFigures({ quality, teacher })).toEqual([
    { history: '5', users: 1000, teacher: 0.45, student: 0.54, pruned: 0.44 },
  ]);
});

it('leaves out a length that one of them lacks', () => {
  expect(
    qualityFigures({ quality: [row('student', '5', 0.5), row('popularity', '5', 0.4)], teacher }),
  ).toEqual([]);
});

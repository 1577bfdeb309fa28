// @ts-check
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { curveFile, curveOf, curveText, CURVES } from './curves.mjs';

test.for(CURVES)('the curve of %s is that of its report (node scripts/curves.mjs writes it)', (name) => {
  expect(readFileSync(curveFile(name), 'utf8')).toBe(curveText(name));
});

test('a point has the bytes, the mean and the interval of its row, and nothing else', () => {
  const ndcg10 = { mean: 0.123456, ratio: { value: 0.98765, low: 0.9, high: 1.01 }, seeds: null };
  const row = { label: 'student', role: 'student', bytes: 42, history: '5', users: 9, ndcg10, tau: 0.3 };
  expect(curveOf({ command: 'npm run attar', card: { rows: [row] } })).toEqual({
    command: 'npm run attar',
    points: [
      {
        model: 'student',
        role: 'student',
        history: '5',
        users: 9,
        bytes: 42,
        ndcg10: 0.1235,
        share: 0.9877,
        low: 0.9,
        high: 1.01,
      },
    ],
  });
});

test('students with one choice taken away have no point', () => {
  const ndcg10 = { mean: 0.1, ratio: { value: 1, low: 1, high: 1 } };
  const rows = ['student', 'student, 8-bit codes', 'student without distillation'].map((label) => ({
    label,
    role: 'student',
    bytes: 42,
    history: '5',
    users: 9,
    ndcg10,
  }));
  expect(curveOf({ command: '', card: { rows } }).points.map(({ model }) => model)).toEqual([
    'student',
    'student without distillation',
  ]);
});

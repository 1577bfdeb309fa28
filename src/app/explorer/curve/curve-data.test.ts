import { expect, it } from 'vitest';
import { MODEL_NAMES } from '../../models.ts';
import { loadCurve, sliceCurve, upperPart } from './curve-data.ts';
import type { CurvePoint } from './curve-data.ts';

const point = (model: string, bytes: number, share: number, history = '5'): CurvePoint => ({
  model,
  role: model === 'EASE' ? 'teacher' : 'peer',
  history,
  users: 10,
  bytes,
  ndcg10: 0.4 * share,
  share,
  low: share - 0.01,
  high: share + 0.01,
});
const entry = (bytes: number) => ({ bytes, sha256: '0'.repeat(64) });
const manifest = {
  quality: [
    { model: 'student', history: '5' as const, users: 10, ndcg10: 0.5, ndcg100: 0, recall20: 0 },
    { model: 'teacher', history: '10' as const, users: 10, ndcg10: 0.6, ndcg100: 0, recall20: 0 },
  ],
  teacher: { name: 'EASE', bytes: 9000 },
  files: {
    'student.safetensors': entry(200),
    'catalogue.json': entry(1),
    'samples.json': entry(1),
    'golden.json': entry(1),
    'report.json': entry(1),
  },
};

it('places the shipped student by the teacher of the report', () => {
  const curve = {
    command: '',
    points: [point('EASE', 9000, 1), point('kNN', 50, 0.9), point('kNN', 60, 1, '20')],
  };
  const { points, shipped } = sliceCurve(curve, '5', manifest);
  expect(points.map(({ bytes }) => bytes)).toEqual([50, 9000]);
  expect(shipped).toEqual([{ kind: 'student', bytes: 200, ndcg10: 0.5, share: 0.5 / 0.4 }]);
});

it('says which models lie wholly below the upper part', () => {
  const { points, below } = upperPart([
    point('low rank', 1, 0.2),
    point('kNN', 1, 0.7),
    point('kNN', 2, 0.8),
  ]);
  expect(points).toHaveLength(1);
  expect(below).toEqual(['low rank']);
});

it.for(MODEL_NAMES)('has a curve of %s with a teacher at each history length', async (model) => {
  const { points, command } = await loadCurve(model);
  expect(command).toMatch(/^npm run attar -- report /);
  for (const history of ['5', '10', '20', '80%']) {
    const there = points.filter((candidate) => candidate.history === history);
    expect(there.filter(({ role }) => role === 'teacher')).toHaveLength(1);
    for (const { low, share, high } of there) {
      expect(low).toBeLessThanOrEqual(share);
      expect(share).toBeLessThanOrEqual(high);
    }
  }
});

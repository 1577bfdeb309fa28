import { describe, expect, it } from 'vitest';
import type { AssessedReader } from './assess.ts';
import { cutsOf, meansOf, orderReaders, sliceReaders, WHOLE } from './slices.ts';

interface Sketch {
  readonly id: string;
  readonly likes: number;
  readonly popularity: number;
  readonly rbo?: number;
  readonly ndcg?: readonly [number, number];
  readonly drama?: number;
}

const sketch = ({ id, likes, popularity, rbo = 0.5, ndcg = [0, 0], drama = 0 }: Sketch): AssessedReader => ({
  user: {
    id,
    history: Array.from({ length: likes }, (_, item) => item),
    heldOut: [],
    teacher: { items: [], probabilities: [] },
  },
  student: { items: [], probabilities: [] },
  agreement: { overlap: 0, rankBiasedOverlap: rbo, kendall: 0 },
  teacherNdcg: ndcg[0],
  studentNdcg: ndcg[1],
  popularity,
  tagShares: new Map(drama > 0 ? [[3, drama]] : []),
});
const idsOf = (readers: readonly AssessedReader[]) => readers.map(({ user }) => user.id).join('');

const four = [
  sketch({ id: 'a', likes: 5, popularity: 900, rbo: 0.9, ndcg: [0.2, 0.6] }),
  sketch({ id: 'b', likes: 80, popularity: 800, rbo: 0.2, ndcg: [0.6, 0.4] }),
  sketch({ id: 'c', likes: 10, popularity: 20, rbo: 0.4, ndcg: [0.1, 0.1] }),
  sketch({ id: 'd', likes: 40, popularity: 30, rbo: 0.8, ndcg: [0.1, 0.3] }),
];

describe('slices', () => {
  it('cuts long from short and mainstream from long tail at the median', () => {
    const cuts = cutsOf(four);
    expect(cuts).toMatchObject({ shortUpTo: 10, mainstreamFrom: 30 });
    expect(idsOf(sliceReaders(four, { ...WHOLE, length: 'short' }, cuts))).toBe('ac');
    expect(idsOf(sliceReaders(four, { ...WHOLE, length: 'long' }, cuts))).toBe('bd');
    expect(idsOf(sliceReaders(four, { ...WHOLE, taste: 'mainstream' }, cuts))).toBe('ab');
    expect(idsOf(sliceReaders(four, { ...WHOLE, length: 'long', taste: 'tail' }, cuts))).toBe('d');
    expect(sliceReaders(four, WHOLE, cuts)).toEqual(four);
  });

  it('offers a genre that at least five readers lean to, and finds them', () => {
    // Mean share (5 · 0.6 + 5 · 0.1) / 10 = 0.35: who has 0.6 leans to it, who has 0.1 does not.
    const readers = Array.from({ length: 10 }, (_, at) =>
      sketch({ id: String(at), likes: 1, popularity: 1, drama: at < 5 ? 0.6 : 0.1 }),
    );
    const cuts = cutsOf(readers);
    expect(cuts.tags).toEqual([{ tag: 3, readers: 5 }]);
    expect(idsOf(sliceReaders(readers, { ...WHOLE, tag: 3 }, cuts))).toBe('01234');
    expect(cutsOf(readers.slice(1)).tags).toEqual([]);
  });

  it('has nothing to cut where there are no readers', () => {
    expect(sliceReaders([], WHOLE, cutsOf([]))).toEqual([]);
    expect(meansOf([])).toMatchObject({ teacherNdcg: 0, ahead: 0 });
  });
});

it('puts readers in each order', () => {
  const ordered = (order: Parameters<typeof orderReaders>[1]) => idsOf(orderReaders(four, order));
  expect(ordered('divergent')).toBe('bcda');
  expect(ordered('alike')).toBe('adcb');
  expect(ordered('student')).toBe('adcb');
  expect(ordered('teacher')).toBe('bcda');
  expect(ordered('short')).toBe('acdb');
  expect(ordered('long')).toBe('bdca');
});

it('tells the means of a slice, and for how many the student is ahead', () => {
  expect(meansOf(four)).toEqual({
    rankBiasedOverlap: expect.closeTo((0.9 + 0.2 + 0.4 + 0.8) / 4, 12),
    teacherNdcg: expect.closeTo(1 / 4, 12),
    studentNdcg: expect.closeTo(1.4 / 4, 12),
    ahead: 2,
    behind: 1,
  });
});

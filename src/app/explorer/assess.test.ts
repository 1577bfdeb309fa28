import { describe, expect, it } from 'vitest';
import { agree, assessReader } from './assess.ts';

const catalogue = {
  ids: ['a', 'b', 'c', 'd', 'e'],
  titles: ['A', 'B', 'C', 'D', 'E'],
  creators: [[], [], [], [], []],
  years: [null, null, null, null, null],
  tagNames: ['drama', 'fable'],
  tags: [[0], [0, 1], [], [1], [0]],
  popularity: [100, 10, 40, 7, 3],
};
const user = {
  id: '7',
  history: [0, 1],
  heldOut: [2],
  teacher: { items: [3, 2, 4], probabilities: [0.5, 0.3, 0.1] },
};

describe('assessReader', () => {
  const reader = assessReader(user, { items: [2, 3, 4], probabilities: [0.4, 0.3, 0.2] }, catalogue);

  it('has the NDCG of both lists on what was held out', () => {
    // One item held out: found at place 2 it is worth 1 / log2(3), at place 1 all of it.
    expect(reader.teacherNdcg).toBeCloseTo(1 / Math.log2(3), 12);
    expect(reader.studentNdcg).toBe(1);
  });

  it('knows how well known the history is, and of what it consists', () => {
    expect(reader.popularity).toBe((100 + 10) / 2);
    expect([...reader.tagShares]).toEqual([
      [0, 1],
      [1, 1 / 2],
    ]);
  });
});

describe('agree', () => {
  it('is complete for equal lists', () => {
    const list = Array.from({ length: 20 }, (_, item) => item);
    expect(agree(list, list)).toEqual({
      overlap: 1,
      rankBiasedOverlap: expect.closeTo(1, 12),
      kendall: 1,
    });
  });

  it('counts the first ten for the overlap, the first twenty for the rest', () => {
    const list = Array.from({ length: 30 }, (_, item) => item);
    const changedBelow = [...list.slice(0, 20), ...list.slice(20).toReversed()];
    expect(agree(list, changedBelow).rankBiasedOverlap).toBeCloseTo(1, 12);
    const changedInSecondTen = [...list.slice(0, 10), ...Array.from({ length: 10 }, (_, at) => 100 + at)];
    expect(agree(list, changedInSecondTen).overlap).toBe(1);
    expect(agree(list, changedInSecondTen).rankBiasedOverlap).toBeLessThan(1);
  });
});

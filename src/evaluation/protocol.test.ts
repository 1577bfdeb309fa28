import { describe, expect, test } from 'vitest';
import { matrixOf } from '../core/interactions.ts';
import { evaluateFold, meanOf, type ScoreUsers } from './protocol.ts';

/** Item 0 is best for everybody, then 1, 2, … */
const ascending: ScoreUsers = (histories, from, to, scores) => {
  for (let user = from; user < to; user++) {
    for (let item = 0; item < histories.items; item++) scores[(user - from) * histories.items + item] = -item;
  }
};

describe('evaluateFold', () => {
  test('ranks all items outside the history, as worked by hand', async () => {
    // User 0 has item 0, so the list is 1, 2, 3, 4: the target 2 stands second, 4 fourth.
    // User 1 has nothing: the target 0 stands first.
    const fold = { history: matrixOf([[0], []], 5), targets: matrixOf([[2, 4], [0]], 5) };
    const metrics = await evaluateFold(ascending, fold);
    const log2 = Math.log2;
    expect(metrics.ndcg10[0]).toBeCloseTo((1 / log2(3) + 1 / log2(5)) / (1 + 1 / log2(3)), 12);
    expect(metrics.ndcg100[0]).toBe(metrics.ndcg10[0]);
    expect(metrics.recall20[0]).toBe(2 / 2);
    expect(metrics.ndcg10[1]).toBe(1);
    expect(meanOf(metrics.recall20)).toBe(1);
  });

  test('a model that scores the history highest gains nothing by it', async () => {
    const fold = { history: matrixOf([[0, 1]], 3), targets: matrixOf([[2]], 3) };
    expect((await evaluateFold(ascending, fold)).ndcg10[0]).toBe(1);
  });

  test('scores every user once, however many batches there are', async () => {
    const users = 777;
    const seen: number[] = [];
    const score: ScoreUsers = (histories, from, to, scores) => {
      for (let user = from; user < to; user++) seen.push(user);
      return ascending(histories, from, to, scores);
    };
    const rows = Array.from({ length: users }, (_, user) => [user % 4]);
    const fold = {
      history: matrixOf(rows, 6),
      targets: matrixOf(
        rows.map(() => [5]),
        6,
      ),
    };
    const { ndcg10 } = await evaluateFold(score, fold);
    expect(seen).toEqual(Array.from({ length: users }, (_, user) => user));
    // One item of five before it is in the history: item 5 stands fifth.
    expect([...ndcg10]).toEqual(new Array(users).fill(1 / Math.log2(6)));
  });

  test('the mean of no users is 0', () => {
    expect(meanOf(new Float64Array(0))).toBe(0);
  });
});

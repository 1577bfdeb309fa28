import { describe, expect, test } from 'vitest';
import { matrixOf } from '../core/interactions.ts';
import { Random } from '../core/random.ts';
import { measureLists } from './measure.ts';
import { evaluateFold, type ScoreUsers } from './protocol.ts';
import { listOf, rankFold } from './ranked-lists.ts';

/** Item 0 is best for everybody, then 1, 2, … */
const ascending: ScoreUsers = (histories, from, to, scores) => {
  for (let user = from; user < to; user++) {
    for (let item = 0; item < histories.items; item++) scores[(user - from) * histories.items + item] = -item;
  }
};
const descending: ScoreUsers = (histories, from, to, scores) => {
  void ascending(histories, from, to, scores);
  for (let i = 0; i < scores.length; i++) scores[i] = -scores[i]!;
};

/** Forty items, 600 users of three batches, each with three items seen and two to find. */
function randomFold() {
  const random = new Random(3);
  const rows = Array.from({ length: 600 }, () => {
    const items = random.shuffle(Uint32Array.from({ length: 40 }, (_, item) => item));
    return [items.slice(0, 3).sort(), items.slice(3, 5).sort()] as const;
  });
  const [history, targets] = [0, 1].map((side) =>
    matrixOf(
      rows.map((row) => row[side]!),
      40,
    ),
  );
  return { history: history!, targets: targets! };
}

describe('ranked lists', () => {
  test('leave the history out and end with the catalogue', async () => {
    const lists = await rankFold(ascending, {
      history: matrixOf([[1], []], 4),
      targets: matrixOf([[0], [0]], 4),
    });
    expect([...listOf(lists, 0)]).toEqual([0, 2, 3]);
    expect([...listOf(lists, 1, 2)]).toEqual([0, 1]);
  });
});

describe('measureLists', () => {
  const deciles = Uint8Array.from({ length: 40 }, (_, item) => Math.floor(item / 4));

  test('has the same figures a user as evaluateFold', async () => {
    const fold = randomFold();
    const lists = await rankFold(ascending, fold);
    const { figures } = measureLists(lists, lists, fold, deciles);
    const expected = await evaluateFold(ascending, fold);
    for (const name of ['ndcg10', 'ndcg100', 'recall20'] as const)
      expect(figures[name]).toEqual(expected[name]);
  });

  test('agrees with itself wholly, and with the opposite taste hardly', async () => {
    const fold = randomFold();
    const [lists, opposite] = [await rankFold(ascending, fold), await rankFold(descending, fold)];
    const own = measureLists(lists, lists, fold, deciles).figures;
    for (const name of ['overlap10', 'rbo', 'tau'] as const) {
      for (const value of own[name]) expect(value).toBeCloseTo(1, 12);
    }
    const other = measureLists(lists, opposite, fold, deciles).figures;
    expect(other.overlap10[0]).toBe(0);
    expect(other.tau[0]).toBeLessThan(-0.6);
  });

  test('counts coverage, Gini and recall by decile over all users, as worked by hand', async () => {
    const fold = {
      history: matrixOf([[0], [1]], 40),
      targets: matrixOf(
        [
          [2, 39],
          [3, 4],
        ],
        40,
      ),
    };
    const lists = await rankFold(ascending, fold);
    const { coverage10, gini10, deciles: found } = measureLists(lists, lists, fold, deciles);
    // First tens: 1 … 10 and 0, 2 … 10: eleven items of forty.
    expect(coverage10).toBe(11 / 40);
    // Shares: 29 zeros, 1/20 twice, 2/20 nine times, of n = 40; Σ (2j − 41) p_j / 39, j = 30, 31, then 32 … 40.
    const tail = [32, 33, 34, 35, 36, 37, 38, 39, 40].reduce((sum, j) => sum + (2 * j - 41) * 2, 0);
    expect(gini10).toBeCloseTo((19 + 21 + tail) / 20 / 39, 12);
    expect(found.targets).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(found.hits).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HISTORY_LENGTHS, type HistoryLength } from '../core/history-length.ts';
import { type InteractionMatrix, rowOf } from '../core/interactions.ts';
import { firstOccurrences } from './likes.ts';
import { foldOf, splitUsers } from './split.ts';

/** User u likes 6 + u of 41 items; rows of all users are mixed. */
const LIKES = firstOccurrences(
  ...Array.from({ length: 16 }, (_, i) => {
    const users = Array.from({ length: 12 }, (_unused, u) => 12 - u).filter((user) => i < 6 + user);
    return { users, items: users.map((user) => 100 + ((user * 7 + i * 11) % 41)) };
  }),
);

function rowsOf(matrix: InteractionMatrix): number[][] {
  return Array.from({ length: matrix.users }, (_, user) => [...rowOf(matrix, user)]);
}

/** Expected rows made with NumPy: default_rng(42).permutation of the users, default_rng(1).shuffle in a fold. */
describe('splitting users as the NumPy protocol does', () => {
  const { split, trainingUsers, validationUsers, testUsers } = splitUsers(LIKES, { test: 3, validation: 2 });

  it('sets the first users of the permutation aside', () => {
    expect(testUsers).toEqual([1, 7, 8]);
    expect(validationUsers).toEqual([10, 12]);
    expect(trainingUsers).toEqual([2, 3, 4, 5, 6, 9, 11]);
  });

  it('keeps the items of training users, ascending', () => {
    expect(split.itemIds).toEqual(
      Array.from({ length: 41 }, (_, i) => String(100 + i)).filter((id) => id !== '110'),
    );
    expect(split.training.items).toBe(40);
  });

  it('shows 80 % of the likes', () => {
    expect(rowsOf(split.test['80%'].history)).toEqual([
      [7, 17, 20, 28, 31],
      [0, 3, 6, 10, 13, 16, 18, 21, 29, 32, 35],
      [2, 7, 12, 14, 20, 23, 25, 31, 34, 36, 39],
    ]);
    expect(rowsOf(split.test['80%'].targets)).toEqual([[39], [8, 24], [17, 28]]);
  });

  it('leaves out users with fewer than five likes to find, after their shuffle', () => {
    expect(rowsOf(split.test['5'].history)).toEqual([
      [3, 6, 16, 18, 32],
      [7, 14, 20, 25, 36],
    ]);
    expect(rowsOf(split.test['5'].targets)).toEqual([
      [0, 8, 10, 13, 21, 24, 29, 35],
      [2, 12, 17, 23, 28, 31, 34, 39],
    ]);
    expect(split.test['10'].history.users).toBe(0);
  });

  it('folds validation users the same way', () => {
    expect(rowsOf(split.validation['10'].targets)).toEqual([
      [18, 20, 23, 31, 37],
      [3, 5, 15, 23, 29, 32],
    ]);
  });

  it('has training rows in ascending order', () => {
    for (const row of rowsOf(split.training)) expect(row).toEqual([...new Set(row)].sort((a, b) => a - b));
    expect(split.training.indices.length).toBe(
      LIKES.users.filter((user) => trainingUsers.includes(user)).length,
    );
  });
});

describe('ratings below a like', () => {
  // Training users are 2, 3, 4, 5, 6, 9 and 11; user 1 is tested, user 10 validates; nobody who trains likes item 110.
  const lower = new Map([
    [1, new Map([[100, 3]])],
    [10, new Map([[100, 2]])],
    [
      2,
      new Map([
        [139, 1],
        [101, 3],
        [110, 3],
        [999, 2],
        [114, 2],
      ]),
    ],
    [11, new Map([[102, 3]])],
  ]);
  const { split } = splitUsers(LIKES, { test: 3, validation: 2 }, lower);

  it('are kept of training users alone, on known items that they do not like, in ascending order', () => {
    const liked = new Set(rowOf(split.training, 0));
    const expected = [
      [101, 3],
      [114, 2],
      [139, 1],
    ]
      .map(([id, stars]) => [split.itemIds.indexOf(String(id)), stars] as const)
      .filter(([item]) => !liked.has(item));
    expect(liked.has(split.itemIds.indexOf('114'))).toBe(true);
    expect([...rowOf(split.lower, 0)]).toEqual(expected.map(([item]) => item));
    expect([...split.lower.ratings.subarray(0, expected.length)]).toEqual(expected.map(([, stars]) => stars));
    expect(split.lower.users).toBe(split.training.users);
    expect(split.lower.indices.length).toBe(expected.length + 1);
  });

  it('are none where a data set has none', () => {
    expect(splitUsers(LIKES, { test: 3, validation: 2 }).split.lower.indices).toHaveLength(0);
  });
});

describe('a fold', () => {
  const users = fc.array(fc.uniqueArray(fc.nat(60), { maxLength: 45 }), { maxLength: 8 });

  it('shows and hides every like once', () => {
    fc.assert(
      fc.property(users, fc.constantFrom(...HISTORY_LENGTHS), (rows, length) => {
        const likes = new Map(rows.map((row, user) => [user, row]));
        const { history, targets } = foldOf([...likes.keys()], likes, 61, length);
        const whole = rowsOf(history).map((row, r) => [...row, ...rowOf(targets, r)].sort((a, b) => a - b));
        const sorted = rows.map((row) => row.toSorted((a, b) => a - b));
        expect(whole.length).toBe(rows.filter(({ length: likes }) => likes >= fewest(length)).length);
        for (const row of whole) expect(sorted).toContainEqual(row);
      }),
    );
  });

  it('shows exactly as many likes as its name says', () => {
    const likes = new Map([[1, Array.from({ length: 30 }, (_, i) => i)]]);
    const shown = HISTORY_LENGTHS.map((length) => rowOf(foldOf([1], likes, 30, length).history, 0).length);
    expect(shown).toEqual([24, 5, 10, 20]);
  });
});

/** Fewest likes that a user in the fold must have. */
function fewest(length: HistoryLength): number {
  return length === '80%' ? 5 : Number(length) + 5;
}

describe('too few users', () => {
  it('are told with the sizes of the split', () => {
    expect(() => splitUsers(LIKES, { test: 8, validation: 3 })).toThrow(
      '12 users are too few: 8 are set aside for the test and 3 for validation',
    );
  });
});

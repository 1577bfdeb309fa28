import { describe, expect, it } from 'vitest';
import { firstOccurrences, keepActiveUsers, likesOf, lowerThanLikes } from './likes.ts';

describe('likes', () => {
  it('are ratings of four and more', () => {
    expect(likesOf([1, 1, 2], [5, 6, 7], [3.5, 4, 5])).toEqual({ users: [1, 2], items: [6, 7] });
  });

  it('leave the lower ratings to each user, the last of a pair', () => {
    const ratings = { users: [1, 1, 2, 1, 1], items: [5, 6, 5, 5, 7], ratings: [2, 4, 1, 3, 3.5] };
    expect(lowerThanLikes(ratings)).toEqual(
      new Map([
        [
          1,
          new Map([
            [5, 3],
            [7, 3.5],
          ]),
        ],
        [2, new Map([[5, 1]])],
      ]),
    );
  });

  it('of several lists are joined in order, each pair at its first place', () => {
    const ratings = { users: [1, 2, 1], items: [7, 7, 8] };
    const marks = { users: [1, 2, 2], items: [7, 9, 9] };
    expect(firstOccurrences(ratings, marks)).toEqual({
      users: Uint32Array.of(1, 2, 1, 2),
      items: Uint32Array.of(7, 7, 8, 9),
    });
  });

  it('of users with too few are left out', () => {
    const likes = firstOccurrences({ users: [1, 2, 1, 3, 3, 3], items: [1, 1, 2, 1, 2, 3] });
    expect(keepActiveUsers('x', likes, 2)).toEqual({
      users: Uint32Array.of(1, 1, 3, 3, 3),
      items: Uint32Array.of(1, 2, 1, 2, 3),
    });
  });

  it.each([
    ['no likes', [], [], 'x: found no likes'],
    ['one user', [1, 1, 1], [1, 2, 3], 'x: found only one user;'],
    ['one item', [1, 2, 3], [1, 1, 1], 'x: found only one item;'],
    ['one active user', [1, 1, 2], [1, 2, 1], 'x: found only one user with at least 2 likes'],
    ['no active user', [1, 2], [1, 2], 'x: found no user with at least 2 likes'],
  ])('with %s are too small to learn from', (_, users, items, message) => {
    const keep = (): unknown => keepActiveUsers('x', firstOccurrences({ users, items }), 2);
    expect(keep).toThrow(message);
    expect(keep).toThrow(expect.objectContaining({ code: 'data/too-small' }));
  });
});

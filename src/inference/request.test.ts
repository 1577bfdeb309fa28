import { describe, expect, test } from 'vitest';
import { checkRequest } from './request.ts';
import type { RecommendRequest } from './types.ts';

const index = new Map([
  ['a', 0],
  ['b', 1],
  ['c', 2],
]);

describe('a request', () => {
  test('of likes alone gets the defaults', () => {
    expect(checkRequest({ likes: ['b', 'a'] }, index)).toEqual({
      likes: [1, 0],
      dislikes: [],
      exclude: [],
      k: 10,
      filter: {},
      diversity: 0,
    });
  });

  test('that likes an item twice likes it once', () => {
    expect(checkRequest({ likes: ['b', 'b'] }, index).likes).toEqual([1]);
  });

  test.each<[string, RecommendRequest, RegExp]>([
    ['an unknown like', { likes: ['a', 'zebra'] }, /likes names item "zebra"/],
    ['an unknown dislike', { likes: [], dislikes: ['zebra'] }, /dislikes names item "zebra"/],
    ['an unknown exclusion', { likes: [], exclude: ['zebra'] }, /exclude names item "zebra"/],
    ['an id that is a number', { likes: [1 as unknown as string] }, /likes names item "1"/],
    ['likes that are no array', { likes: 'a' as unknown as string[] }, /likes is not an array/],
    [
      'an item both liked and disliked',
      { likes: ['a', 'c'], dislikes: ['b', 'c'] },
      /"c" is both liked and disliked/,
    ],
    ['k 0', { likes: [], k: 0 }, /k 0 is not a whole number from 1 to 1000/],
    ['k 1,001', { likes: [], k: 1001 }, /k 1001/],
    ['k 2.5', { likes: [], k: 2.5 }, /k 2\.5/],
    ['diversity above 1', { likes: [], diversity: 1.1 }, /diversity 1\.1/],
    ['diversity that is no number', { likes: [], diversity: Number.NaN }, /diversity NaN/],
    [
      'tags that are no array',
      { likes: [], filter: { tags: 'drama' as unknown as string[] } },
      /filter\.tags/,
    ],
    [
      'years the wrong way round',
      { likes: [], filter: { yearFrom: 2000, yearTo: 1990 } },
      /2000 lies after filter\.yearTo 1990/,
    ],
  ])('with %s is refused', (_, request, message) => {
    expect(() => checkRequest(request, index)).toThrow(message);
    expect(() => checkRequest(request, index)).toThrow(expect.objectContaining({ code: 'request/invalid' }));
  });
});

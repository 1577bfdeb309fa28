import { describe, expect, test } from 'vitest';
import { checkRequests } from './check-batch.ts';
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
      halfLife: Number.POSITIVE_INFINITY,
      exclude: [],
      include: undefined,
      k: 10,
      filter: {},
      diversity: 0,
      popularity: 0,
    });
  });

  test('that likes an item twice likes it once, when it was liked last', () => {
    expect(checkRequest({ likes: ['b', 'a', 'b', 'c'] }, index).likes).toEqual([0, 1, 2]);
  });

  test('keeps what it says', () => {
    const asked = { likes: ['a'], recency: { halfLife: 2.5 }, include: ['c', 'b'], popularity: -1, k: 1000 };
    const expected = { halfLife: 2.5, include: [2, 1], popularity: -1, k: 1000 };
    expect(checkRequest(asked, index)).toMatchObject(expected);
    expect(checkRequest({ likes: [], include: [] }, index).include).toEqual([]);
  });

  test.each<[string, RecommendRequest, RegExp]>([
    ['an unknown like', { likes: ['a', 'zebra'] }, /likes names item "zebra"/],
    ['an unknown dislike', { likes: [], dislikes: ['zebra'] }, /dislikes names item "zebra"/],
    ['an unknown exclusion', { likes: [], exclude: ['zebra'] }, /exclude names item "zebra"/],
    ['an unknown inclusion', { likes: [], include: ['zebra'] }, /include names item "zebra"/],
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
    ['popularity below −1', { likes: [], popularity: -1.5 }, /popularity -1\.5 is not a number from -1 to 1/],
    ['popularity in words', { likes: [], popularity: 'high' as unknown as number }, /popularity high/],
    ['a half-life of 0', { likes: [], recency: { halfLife: 0 } }, /recency\.halfLife 0 is not/],
    ['a half-life that is no number', { likes: [], recency: { halfLife: Number.NaN } }, /halfLife NaN/],
    ['recency without a half-life', { likes: [], recency: {} as { halfLife: number } }, /halfLife undefined/],
    [
      'popularity of likes that is no number',
      { likes: [], filter: { popularityTo: Number.NaN } },
      /a count of likes/,
    ],
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

describe('a batch of requests', () => {
  test('says which request is wrong', () => {
    const batch = [{ likes: ['a'] }, { likes: [], k: 0 }];
    expect(() => checkRequests(batch, index)).toThrow(
      'requests[1]: k 0 is not a whole number from 1 to 1000',
    );
    expect(() => checkRequests(batch, index)).toThrow(expect.objectContaining({ code: 'request/invalid' }));
  });

  test('must be an array', () => {
    expect(() => checkRequests({} as [], index)).toThrow('not an array');
  });
});

import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../format/index.ts';
import { candidateMask } from './candidates.ts';
import type { CheckedRequest } from './request.ts';

const catalogue: Catalogue = {
  ids: ['a', 'b', 'c', 'd'],
  titles: ['A', 'B', null, 'D'],
  creators: [['Ada'], ['Ben', 'Ada'], ['Ada'], []],
  years: [1990, 2000, 2000, null],
  tagNames: ['comedy', 'drama'],
  tags: [[0], [1, 0], [0], []],
  popularity: [4, 3, 2, 1],
};

function mask(change: Partial<CheckedRequest>): number[] {
  const request = { likes: [], dislikes: [], exclude: [], k: 10, filter: {}, diversity: 0, ...change };
  return [...candidateMask(catalogue, request)];
}

describe('candidates', () => {
  test('are all items with a title', () => {
    expect(mask({})).toEqual([1, 1, 0, 1]);
  });

  test('are never in the history or excluded', () => {
    expect(mask({ likes: [0], dislikes: [1], exclude: [3] })).toEqual([0, 0, 0, 0]);
  });

  test.each([
    [{ tags: ['drama'] }, [0, 1, 0, 0]],
    [{ tags: ['drama', 'comedy'] }, [1, 1, 0, 0]],
    [{ tags: ['unheard of'] }, [0, 0, 0, 0]],
    [{ tags: [] }, [0, 0, 0, 0]],
    [{ creators: ['Ada'] }, [1, 1, 0, 0]],
    [{ yearFrom: 1991 }, [0, 1, 0, 0]],
    [{ yearTo: 1990 }, [1, 0, 0, 0]],
    [{ yearFrom: 1990, yearTo: 2000 }, [1, 1, 0, 0]],
    [{ tags: ['comedy'], yearFrom: 2000 }, [0, 1, 0, 0]],
    [{}, [1, 1, 0, 1]],
  ])('meet every condition of the filter %j', (filter, expected) => {
    expect(mask({ filter })).toEqual(expected);
  });
});

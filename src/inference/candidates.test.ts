import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../format/index.ts';
import { createCandidates } from './candidates.ts';
import type { Choice } from './candidates.ts';
import { createFilterMasks } from './filter.ts';
import type { CatalogueFilter } from './types.ts';

const catalogue: Catalogue = {
  ids: ['a', 'b', 'c', 'd'],
  titles: ['A', 'B', null, 'D'],
  creators: [['Ada'], ['Ben', 'Ada'], ['Ada'], []],
  years: [1990, 2000, 2000, null],
  tagNames: ['comedy', 'drama'],
  tags: [[0], [1, 0], [0], []],
  popularity: [4, 3, 2, 1],
};

type Change = Partial<Choice> & { readonly filter?: CatalogueFilter };

function choice(change: Partial<Choice> = {}): Choice {
  return { likes: [], dislikes: [], exclude: [], include: undefined, ...change };
}

const filterMasks = createFilterMasks(catalogue);

/** Lends the mask of a choice and its filter, where it has one. */
function lend({ filter, ...change }: Change, candidatesOf: ReturnType<typeof createCandidates>) {
  return candidatesOf(choice(change), filter && filterMasks(filter));
}

/** The mask of a choice, by what has lent no mask before unless told otherwise. */
function maskOf(change: Change, candidatesOf = createCandidates(catalogue)): number[] {
  const { mask, release } = lend(change, candidatesOf);
  const copy = [...mask];
  release();
  return copy;
}

describe('candidates', () => {
  test('are all items with a title', () => {
    expect(maskOf({})).toEqual([1, 1, 0, 1]);
  });

  test('are never in the history or excluded', () => {
    expect(maskOf({ likes: [0], dislikes: [1], exclude: [3] })).toEqual([0, 0, 0, 0]);
  });

  test('are the included items only, less what anything else leaves out', () => {
    expect(maskOf({ include: [1, 2, 3] })).toEqual([0, 1, 0, 1]);
    expect(maskOf({ include: [1, 3], exclude: [3] })).toEqual([0, 1, 0, 0]);
    expect(maskOf({ include: [0, 1], filter: { yearFrom: 2000 } })).toEqual([0, 1, 0, 0]);
    expect(maskOf({ include: [] })).toEqual([0, 0, 0, 0]);
  });

  const shared = createCandidates(catalogue);
  test.each([
    [{ tags: ['drama'] }, [0, 1, 0, 0]],
    [{ tags: ['drama', 'comedy'] }, [1, 1, 0, 0]],
    [{ tags: ['unheard of'] }, [0, 0, 0, 0]],
    [{ tags: [] }, [0, 0, 0, 0]],
    [{ creators: ['Ada'] }, [1, 1, 0, 0]],
    [{ yearFrom: 1991 }, [0, 1, 0, 0]],
    [{ yearTo: 1990 }, [1, 0, 0, 0]],
    [{ yearFrom: 1990, yearTo: 2000 }, [1, 1, 0, 0]],
    [{ popularityFrom: 3 }, [1, 1, 0, 0]],
    [{ popularityTo: 3 }, [0, 1, 0, 1]],
    [{ tags: ['comedy'], yearFrom: 2000 }, [0, 1, 0, 0]],
    [{}, [1, 1, 0, 1]],
  ])('meet every condition of the filter %j', (filter, expected) => {
    expect(maskOf({ filter }, shared)).toEqual(expected);
  });

  test("are each request's own while several are in flight", () => {
    const candidatesOf = createCandidates(catalogue);
    // Masks that are lent and given back first are there to be lent twice.
    for (let round = 0; round < 2; round++) {
      const first = candidatesOf(choice({ likes: [0] }));
      const second = candidatesOf(choice({ likes: [1] }));
      expect([[...first.mask], [...second.mask]]).toEqual([
        [0, 1, 0, 1],
        [1, 0, 0, 1],
      ]);
      first.release();
      expect([...second.mask]).toEqual([1, 0, 0, 1]);
      second.release();
    }
  });

  test('do not remember the requests before them', () => {
    const candidatesOf = createCandidates(catalogue);
    const choices: Change[] = [
      { likes: [0], exclude: [0, 2, 3] },
      {},
      { include: [0, 2], dislikes: [0] },
      { include: [3, 1] },
      { filter: { tags: ['drama'] }, likes: [1, 0] },
      { filter: { tags: ['drama'] } },
    ];
    for (let round = 0; round < 3; round++) {
      for (const change of choices) expect(maskOf(change, candidatesOf)).toEqual(maskOf(change));
    }
  });

  test('are written into memory that is there already', () => {
    const candidatesOf = createCandidates(catalogue);
    const maskOfOnce = (change: Change): Uint8Array => {
      const { mask, release } = lend(change, candidatesOf);
      release();
      return mask;
    };
    const masks = [{ likes: [0] }, {}, { filter: { yearTo: 1990 } }, { include: [1] }].map(maskOfOnce);
    expect(new Set(masks).size).toBe(1);
  });
});

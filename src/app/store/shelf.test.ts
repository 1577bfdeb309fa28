import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Shelf } from './shelf.ts';
import { EMPTY_SHELF, joinShelves, parseShelf, putItem, removeItem, SHELF_LISTS } from './shelf.ts';

const always = () => true;

const shelfOf = (lists: Partial<Shelf>): Shelf => ({ ...EMPTY_SHELF, ...lists });

describe('a shelf', () => {
  it('keeps likes in the order they came', () => {
    const shelf = putItem(putItem(EMPTY_SHELF, 'likes', 'b'), 'likes', 'a');
    expect(shelf).toEqual(shelfOf({ likes: ['b', 'a'] }));
    expect(putItem(shelf, 'likes', 'b')).toBe(shelf);
  });

  it('moves an item from one list to another', () => {
    const liked = putItem(EMPTY_SHELF, 'likes', 'a');
    const disliked = putItem(liked, 'dislikes', 'a');
    expect(disliked).toEqual(shelfOf({ dislikes: ['a'] }));
    expect(putItem(disliked, 'seen', 'a')).toEqual(shelfOf({ seen: ['a'] }));
    expect(putItem(disliked, 'likes', 'a')).toEqual(liked);
    expect(removeItem(disliked, 'a')).toEqual(EMPTY_SHELF);
  });

  it('joined with another keeps its own word on what both know', () => {
    const mine = shelfOf({ likes: ['a', 'b'], seen: ['c'] });
    const theirs = shelfOf({ likes: ['c', 'd'], dislikes: ['a', 'e'] });
    expect(joinShelves(mine, theirs)).toEqual(
      shelfOf({ likes: ['a', 'b', 'd'], dislikes: ['e'], seen: ['c'] }),
    );
  });

  it('never holds an item twice, whatever is tapped', () => {
    const tap = fc.tuple(fc.constantFrom(...SHELF_LISTS, null), fc.constantFrom('a', 'b', 'c'));
    fc.assert(
      fc.property(fc.array(tap), fc.array(tap), (taps, others) => {
        const tapped = (all: typeof taps) =>
          all.reduce<Shelf>(
            (shelf, [list, id]) => (list ? putItem(shelf, list, id) : removeItem(shelf, id)),
            EMPTY_SHELF,
          );
        const all = Object.values(joinShelves(tapped(taps), tapped(others))).flat();
        expect(new Set(all).size).toBe(all.length);
      }),
    );
  });
});

describe('a shelf out of storage', () => {
  it('is read back as it was kept', () => {
    const shelf = { likes: ['a', 'b'], dislikes: ['c'], hidden: ['d'], seen: ['e'] };
    expect(parseShelf(structuredClone(shelf), always)).toEqual(shelf);
  });

  it('of a page that knew only likes and dislikes is read, too', () => {
    expect(parseShelf({ likes: ['a'], dislikes: ['c'] }, always)).toEqual(
      shelfOf({ likes: ['a'], dislikes: ['c'] }),
    );
  });

  it('is empty when something else stands there', () => {
    for (const value of [undefined, null, 7, 'shelf', [], {}, { likes: 'a' }]) {
      expect(parseShelf(value, always)).toEqual(EMPTY_SHELF);
    }
  });

  it('loses what is no id, what the catalogue lacks and what is there twice', () => {
    const kept = { likes: ['a', 'a', 7, 'gone'], dislikes: ['a', 'b', null] };
    expect(parseShelf(kept, (id) => id !== 'gone')).toEqual(shelfOf({ likes: ['a'], dislikes: ['b'] }));
  });
});

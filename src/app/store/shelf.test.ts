import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Shelf } from './shelf.ts';
import { dislikeItem, EMPTY_SHELF, likeItem, parseShelf, removeItem } from './shelf.ts';

const always = () => true;

describe('a shelf', () => {
  it('keeps likes in the order they came', () => {
    const shelf = likeItem(likeItem(EMPTY_SHELF, 'b'), 'a');
    expect(shelf).toEqual({ likes: ['b', 'a'], dislikes: [] });
    expect(likeItem(shelf, 'b')).toBe(shelf);
  });

  it('moves an item between like and dislike', () => {
    const liked = likeItem(EMPTY_SHELF, 'a');
    const disliked = dislikeItem(liked, 'a');
    expect(disliked).toEqual({ likes: [], dislikes: ['a'] });
    expect(likeItem(disliked, 'a')).toEqual(liked);
    expect(removeItem(disliked, 'a')).toEqual(EMPTY_SHELF);
  });

  it('never holds an item twice, whatever is tapped', () => {
    const tap = fc.tuple(fc.constantFrom(likeItem, dislikeItem, removeItem), fc.constantFrom('a', 'b', 'c'));
    fc.assert(
      fc.property(fc.array(tap), (taps) => {
        let shelf: Shelf = EMPTY_SHELF;
        for (const [act, id] of taps) shelf = act(shelf, id);
        const all = [...shelf.likes, ...shelf.dislikes];
        expect(new Set(all).size).toBe(all.length);
      }),
    );
  });
});

describe('a shelf out of storage', () => {
  it('is read back as it was kept', () => {
    const shelf = { likes: ['a', 'b'], dislikes: ['c'] };
    expect(parseShelf(structuredClone(shelf), always)).toEqual(shelf);
  });

  it('is empty when something else stands there', () => {
    for (const value of [undefined, null, 7, 'shelf', [], {}, { likes: 'a' }]) {
      expect(parseShelf(value, always)).toEqual(EMPTY_SHELF);
    }
  });

  it('loses what is no id, what the catalogue lacks and what is there twice', () => {
    const kept = { likes: ['a', 'a', 7, 'gone'], dislikes: ['a', 'b', null] };
    expect(parseShelf(kept, (id) => id !== 'gone')).toEqual({ likes: ['a'], dislikes: ['b'] });
  });
});

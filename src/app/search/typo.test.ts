import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginsLike } from './typo.ts';

describe('a word mistyped', () => {
  it('is close by one letter too many, too few, wrong or swapped', () => {
    for (const typed of ['dragoon', 'drgon', 'dragin', 'darg', 'drgaon'])
      expect(beginsLike('dragon', typed)).toBe(true);
    for (const typed of ['dxxgon', 'ragon', 'dxa', 'drogen']) expect(beginsLike('dragon', typed)).toBe(false);
  });

  it('is close by two only from eight letters on', () => {
    expect(beginsLike('fellowship', 'felowshp')).toBe(true);
    expect(beginsLike('fellowship', 'felxwsp')).toBe(false);
  });

  it('is found whatever single letter is left out after the first', () => {
    const word = fc.stringMatching(/^[a-z]{5,12}$/);
    fc.assert(
      fc.property(word, fc.nat(), (whole, place) => {
        const at = 1 + (place % (whole.length - 1));
        return beginsLike(whole, whole.slice(0, at) + whole.slice(at + 1));
      }),
    );
  });
});

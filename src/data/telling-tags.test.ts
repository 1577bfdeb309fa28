import { describe, expect, it } from 'vitest';
import { tagOfWords } from './movie-tags.ts';
import { tagOfShelf } from './shelves.ts';
import { tellingTags } from './telling-tags.ts';

const OPTIONS = { most: 3, smallestShare: 0.01, fewestVotes: 5 };

function tags(items: Record<number, Record<string, number>>, options = OPTIONS): string[][] {
  const counts = new Map(
    Object.entries(items).map(([id, own]) => [Number(id), new Map(Object.entries(own))]),
  );
  return [...tellingTags(counts, options).values()];
}

describe('telling tags', () => {
  it('are frequent here and rarer elsewhere', () => {
    const [dragonStory, romance] = tags({
      1: { fiction: 500, fantasy: 400, dragons: 100 },
      2: { fiction: 500, romance: 500 },
      3: { fiction: 500, fantasy: 400, magic: 100 },
    });
    expect(dragonStory).toEqual(['dragons', 'fantasy']);
    expect(romance).toEqual(['romance']);
  });

  it('need votes: one reader is not enough', () => {
    expect(tags({ 1: { fantasy: 96, pirates: 4 }, 2: { romance: 100 } })[0]).toEqual(['fantasy']);
    expect(tags({ 1: { fantasy: 9900, pirates: 50 }, 2: { romance: 100 } })[0]).toEqual(['fantasy']);
  });

  it('are at most as many as asked for, ties in the order of the alphabet', () => {
    const many = tags({ 1: { d: 10, c: 10, b: 10, a: 10 }, 2: { x: 10 } });
    expect(many[0]).toEqual(['a', 'b', 'c']);
  });
});

describe('the tag of a shelf', () => {
  it.each([
    'to-read',
    'owned',
    'books-i-own',
    'favorites',
    'currently-reading',
    'default',
    'kindle',
    'ebook',
    'audiobooks',
  ])('is none for %s', (shelf) => expect(tagOfShelf(shelf)).toBeUndefined());

  it.each([
    '2015-reads',
    'read-in-2014',
    'wish-list',
    'dnf',
    'stephen-king',
    'روايات',
    '--',
    '',
    'my-books',
    'library',
  ])('is none for "%s"', (shelf) => expect(tagOfShelf(shelf)).toBeUndefined());

  it.each([
    ['sci-fi', 'science fiction'],
    ['scifi', 'science fiction'],
    ['science-fiction', 'science fiction'],
    ['YA', 'young adult'],
    ['non-fiction', 'nonfiction'],
    ['children-s', "children's"],
    ['ww2', 'World War II'],
    ['graphic_novels', 'graphic novels'],
    ['dragons', 'dragons'],
  ])('%s is %s', (shelf, tag) => expect(tagOfShelf(shelf)).toBe(tag));
});

describe("the tag of a movie user's words", () => {
  it('joins spellings and drops chores and opinions', () => {
    expect(tagOfWords(' Black Comedy')).toBe('dark comedy');
    expect(tagOfWords('shakespeare')).toBe('Shakespeare');
    expect(tagOfWords('in netflix queue')).toBeUndefined();
    expect(tagOfWords('overrated')).toBeUndefined();
  });
});

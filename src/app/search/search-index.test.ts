import { describe, expect, it } from 'vitest';
import type { Catalogue } from '../types.ts';
import { normalise } from './normalise.ts';
import { createSearch } from './search-index.ts';

const ROWS: readonly [title: string | null, creators: string[], popularity: number][] = [
  ['The Matrix', ['Lana Wachowski', 'Lilly Wachowski'], 90],
  ['Dune Messiah', ['Frank Herbert'], 40],
  ['Dune', ['Frank Herbert'], 80],
  ['Les Misérables', ['Victor Hugo'], 50],
  ['Harry Potter and the Sorcerer’s Stone', ['J.K. Rowling'], 100],
  ['Children of Dune', ['Frank Herbert'], 95],
  [null, ['Nobody'], 500],
  ['The Hobbit', ['J.R.R. Tolkien'], 70],
];

const catalogue: Catalogue = {
  ids: ROWS.map((_, at) => String(at)),
  titles: ROWS.map(([title]) => title),
  creators: ROWS.map(([, creators]) => creators),
  years: ROWS.map(() => null),
  tagNames: [],
  tags: ROWS.map(() => []),
  popularity: ROWS.map(([, , popularity]) => popularity),
};

const search = createSearch(catalogue);
const titles = (query: string, limit = 10) => search(query, limit).map((at) => catalogue.titles[at]);

describe('normalise', () => {
  it('drops case, diacritics, apostrophes and punctuation', () => {
    expect(normalise('  Misérables, LES!')).toBe('miserables les');
    expect(normalise('Sorcerer’s Stone')).toBe('sorcerers stone');
    expect(normalise('Jo Nesbø & Stanisław Lem')).toBe('jo nesbo stanislaw lem');
    expect(normalise('Dürrenmatt – Straße')).toBe('durrenmatt strasse');
    expect(normalise('?!')).toBe('');
  });
});

describe('the search', () => {
  it('reads nothing of the catalogue before the first word is typed', () => {
    const untouched = new Proxy(catalogue, {
      get() {
        throw new Error('read');
      },
    });
    const early = createSearch(untouched);
    expect(early('', 8)).toEqual([]);
    expect(early(' ?', 8)).toEqual([]);
    expect(() => early('d', 8)).toThrow('read');
  });

  it('finds a title without its diacritics', () => {
    expect(titles('les miserables')).toEqual(['Les Misérables']);
    expect(titles('misér')).toEqual(['Les Misérables']);
  });

  it('finds words by their beginning, in any order, over title and creator', () => {
    expect(titles('ston harr')).toEqual(['Harry Potter and the Sorcerer’s Stone']);
    expect(titles('hugo mis')).toEqual(['Les Misérables']);
    expect(titles('atrix')).toEqual([]);
  });

  it('puts the very title first, then titles that begin so, then the more liked', () => {
    expect(titles('dune')).toEqual(['Dune', 'Dune Messiah', 'Children of Dune']);
    expect(titles('herbert')).toEqual(['Children of Dune', 'Dune', 'Dune Messiah']);
  });

  it('does not mind a leading article', () => {
    expect(titles('matrix')[0]).toBe('The Matrix');
    expect(titles('the matrix')[0]).toBe('The Matrix');
    expect(titles('the')).toContain('The Hobbit');
  });

  it('finds initials however they are typed', () => {
    expect(titles('j k rowling')).toEqual(['Harry Potter and the Sorcerer’s Stone']);
    expect(titles('j.k. row')).toEqual(['Harry Potter and the Sorcerer’s Stone']);
    expect(titles('jk row')).toEqual(['Harry Potter and the Sorcerer’s Stone']);
    expect(titles('jrr tolkien')).toEqual(['The Hobbit']);
  });

  it('forgives a letter in a longer word, two in a long one, none in a short one', () => {
    expect(titles('matirx')).toEqual(['The Matrix']);
    expect(titles('mattrix')).toEqual(['The Matrix']);
    expect(titles('rowlng harry')).toEqual(['Harry Potter and the Sorcerer’s Stone']);
    expect(titles('sorserers')).toEqual(['Harry Potter and the Sorcerer’s Stone']);
    expect(titles('childern')).toEqual(['Children of Dune']);
    expect(titles('xxxrix')).toEqual([]);
    expect(titles('dxx')).toEqual([]);
  });

  it('forgives while the word is still being typed, and only where nothing has the words as typed', () => {
    expect(titles('tolkein')).toEqual(['The Hobbit']);
    expect(titles('misreab')).toEqual(['Les Misérables']);
    expect(titles('dune tolkein')).toEqual([]);
    expect(titles('hobbit')).toEqual(['The Hobbit']);
  });

  it('never shows an item without a title, and nothing for nothing', () => {
    expect(titles('nobody')).toEqual([]);
    expect(titles('  ')).toEqual([]);
  });

  it('stops at the limit', () => {
    expect(titles('dune', 2)).toEqual(['Dune', 'Dune Messiah']);
  });
});

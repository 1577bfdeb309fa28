import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readShelfDocument, readShelfFragment, shelfFragment } from './shelf-link.ts';
import { EMPTY_SHELF, parseShelf } from './shelf.ts';

const always = () => true;
const id = fc.string({ minLength: 1, unit: 'grapheme' });

describe('a link', () => {
  it('holds likes and dislikes behind the #, and nothing else', () => {
    const shelf = { likes: ['12', 'a,b'], dislikes: ['7'], hidden: ['8'], seen: ['9'] };
    expect(shelfFragment('books', shelf)).toBe('#shelf=books&likes=12,a%2Cb&dislikes=7');
  });

  it('gives back any ids that went in', () => {
    fc.assert(
      fc.property(fc.uniqueArray(id), (likes) => {
        const found = readShelfFragment(shelfFragment('movies', { ...EMPTY_SHELF, likes }));
        expect(found?.model).toBe('movies');
        expect(parseShelf(found?.lists, always).likes).toEqual(likes);
      }),
    );
  });

  it('of another kind, of an unknown model or damaged is none', () => {
    for (const fragment of [
      '',
      '#compare',
      '#explorer/curve',
      '#shelf=songs&likes=1',
      '#shelf=books&likes=%',
    ])
      expect(readShelfFragment(fragment)).toBeNull();
  });
});

describe('a document', () => {
  it('is read with its titles or without', () => {
    const text = JSON.stringify({ model: 'books', likes: [{ id: '3', title: 'Dune' }, '4'], seen: ['5'] });
    const found = readShelfDocument(text);
    expect(found?.model).toBe('books');
    expect(parseShelf(found?.lists, always)).toEqual({ ...EMPTY_SHELF, likes: ['3', '4'], seen: ['5'] });
  });

  it('that is no shelf is none, whatever its text', () => {
    for (const text of ['', 'null', '[]', '{"model":"songs","likes":["1"]}', '7'])
      expect(readShelfDocument(text)).toBeNull();
    fc.assert(fc.property(fc.string(), (text) => readShelfDocument(text) === null));
  });
});

import { describe, expect, it } from 'vitest';
import { bookCreators, bookTitle, bookYear } from './book-fields.ts';
import { movieGenres, movieTitleAndYear } from './movie-fields.ts';

describe('the title of a book', () => {
  it.each([
    ['The Hunger Games (The Hunger Games, #1)', 'The Hunger Games'],
    ['The Complete  Saga (Saga, #1-7) ', 'The Complete Saga'],
    ['Sapiens: A Brief History of Humankind', 'Sapiens: A Brief History of Humankind'],
    ['What If? (Serious Answers)', 'What If? (Serious Answers)'],
    ['(Dune Chronicles, #1)', '(Dune Chronicles, #1)'],
  ])('%s is %s', (raw, title) => expect(bookTitle(raw)).toBe(title));
});

describe('the creators and the year of a book', () => {
  it('are the first three names, each once', () => {
    expect(bookCreators('J.K. Rowling, Mary GrandPré')).toEqual(['J.K. Rowling', 'Mary GrandPré']);
    expect(bookCreators('A, B ,A,, C, D')).toEqual(['A', 'B', 'C']);
    expect(bookCreators('')).toEqual([]);
  });

  it('may lie before Christ or be unknown', () => {
    expect(bookYear('2008.0')).toBe(2008);
    expect(bookYear('-720.0')).toBe(-720);
    expect(bookYear('')).toBeNull();
    expect(bookYear('n/a')).toBeNull();
  });
});

describe('the title and the year of a movie', () => {
  it.each([
    ['Toy Story (1995)', 'Toy Story', 1995],
    ['Usual Suspects, The (1995)', 'The Usual Suspects', 1995],
    ['City of Lost Children, The (Cité des enfants perdus, La) (1995)', 'The City of Lost Children', 1995],
    ['Terrorist, The (a.k.a. Malli) (Theeviravaathi) (1998)', 'The Terrorist', 1998],
    [
      'Evangelion: 1.0 You Are (Not) Alone (Evangerion shin gekijôban: Jo) (2007)',
      'Evangelion: 1.0 You Are (Not) Alone',
      2007,
    ],
    ['(500) Days of Summer (2009)', '(500) Days of Summer', 2009],
    ["Avventura, L' (Adventure, The) (1960)", "L'Avventura", 1960],
    ['2001: A Space Odyssey (1968)', '2001: A Space Odyssey', 1968],
    ['Death Note (2006–2007)', 'Death Note', 2006],
    ['Babylon 5', 'Babylon 5', null],
    ['(1994)', '(1994)', 1994],
  ])('of %s are %s, %s', (raw, title, year) => expect(movieTitleAndYear(raw)).toEqual({ title, year }));

  it('come with genres as people write them', () => {
    expect(movieGenres('Adventure|Sci-Fi|IMAX|Film-Noir')).toEqual([
      'adventure',
      'science fiction',
      'film noir',
    ]);
    expect(movieGenres('(no genres listed)')).toEqual([]);
  });
});

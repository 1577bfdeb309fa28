import { describe, expect, it } from 'vitest';
import { monogram } from './cover.ts';

describe('the monogram on a cover', () => {
  it.each([
    ['The Lion King (1994)', 'LK'],
    ['Alien', 'A'],
    ['The The', 'TT'],
    ['élan vital', 'ÉV'],
    ['2001: A Space Odyssey', '2S'],
    ['…', ''],
  ])('of %s is %s', (title, letters) => {
    expect(monogram(title)).toBe(letters);
  });
});

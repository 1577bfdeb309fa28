import { expect, it } from 'vitest';
import { languageOf } from './language-of.ts';

it('tells the language of a title by its script', () => {
  expect(languageOf('The Hobbit')).toBe('en');
  expect(languageOf('Les Misérables')).toBe('en');
  expect(languageOf('الفيل الأزرق')).toBe('ar');
  expect(languageOf('Neil Gaiman、Terry Pratchett')).toBe('en');
  expect(languageOf('Brandon Sanderson 等人')).toBe('zh');
});

import { describe, expect, it } from 'vitest';
import { explorer } from './en/explorer.ts';
import { english } from './en/index.ts';
import { chinese } from './zh-CN/index.ts';

/** What is no sentence, or is made of what it is given. */
const NO_WORDS = /^(language|format|creators|enumerate|tag)($|\.)/;

/** Of strings that say the same of other figures: 4× against 1/4. */
const OTHER_FIGURES = new Set(['compare.ratio']);

/** What functions are given, in place of counts and titles told apart by their digits, and of nouns. */
const ARGUMENTS = [11, 22, 33, 44, 55].map((figure) =>
  Object.assign(Object(figure) as number, { one: 'book', many: 'books' }),
);

/** Every sentence of a dictionary by its place, such as `shelf.heading`. */
function sentencesOf(node: unknown, place = ''): [place: string, sentence: string][] {
  if (NO_WORDS.test(place)) return [];
  if (typeof node === 'string') return [[place, node]];
  if (typeof node === 'function') return [[place, say(node as (...given: number[]) => unknown)]];
  return Object.entries(node as object).flatMap(([name, value]) =>
    sentencesOf(value, place === '' ? name : `${place}.${name}`),
  );
}

function say(sentence: (...given: number[]) => unknown): string {
  const said = sentence(...ARGUMENTS);
  return Array.isArray(said) ? said.join('') : String(said);
}

const figuresIn = (sentence: string) => (sentence.match(/\d[\d,.]*/g) ?? []).map(trimDot).toSorted();
const trimDot = (figure: string) => figure.replace(/[.,]$/, '');

const inEnglish = sentencesOf({ ...english, explorer });
const inChinese = sentencesOf(chinese);
const englishAt = new Map(inEnglish);

describe('the two languages', () => {
  it('have the same sentences', () => {
    expect(inChinese.map(([place]) => place).toSorted()).toEqual(
      inEnglish.map(([place]) => place).toSorted(),
    );
  });

  it('put the same figures into each', () => {
    for (const [place, sentence] of inChinese) {
      if (OTHER_FIGURES.has(place)) continue;
      expect.soft(figuresIn(sentence), place).toEqual(figuresIn(englishAt.get(place) ?? ''));
    }
  });
});

describe('Chinese', () => {
  const faultsOf = (pattern: RegExp) => inChinese.filter(([, sentence]) => pattern.test(sentence));

  it('stands a space apart from Latin letters and figures, and from nothing else', () => {
    expect(faultsOf(/\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9%]\p{Script=Han}/u)).toEqual([]);
    expect(faultsOf(/\p{Script=Han} \p{Script=Han}/u)).toEqual([]);
    expect(faultsOf(/ [，。：；？！、（）《》“”…]|[，。：；？！、（）《》“”…] /u)).toEqual([]);
  });

  it('has its own punctuation', () => {
    expect(faultsOf(/\p{Script=Han}[,.:;?!()]|[,;?!(]\p{Script=Han}/u)).toEqual([]);
  });
});

import type { Catalogue } from '../types.ts';
import { normalise } from './normalise.ts';
import { beginsLike } from './typo.ts';

/** Finds item indices for what a person types, best first. */
export type Search = (query: string, limit: number) => number[];

interface Entry {
  readonly index: number;
  /** Normalised title without a leading article. */
  readonly title: string;
  /** ' word word …' of title and creators, so that ' w' finds the beginning of a word. */
  readonly words: string;
}

const ARTICLE = /^(the|a|an) (?=.)/;

/**
 * A search over titles and creators: every word typed must begin a word there, in any order. The title
 * itself comes first, then titles that begin so, then the rest; inside each, the more liked first. Where
 * nothing has these words, they may be mistyped. The index is built for the first word typed: ten thousand titles
 * cost some tens of milliseconds, which the first view need not wait for.
 */
export function createSearch(catalogue: Catalogue): Search {
  let entries: readonly Entry[] | undefined;
  let vocabulary: readonly string[] | undefined;
  return (query, limit) => {
    const typed = normalise(query);
    if (typed === '') return [];
    const words = typed.split(' ');
    const all = (entries ??= byPopularity(catalogue).map((index) => toEntry(catalogue, index)));
    const found = rankEntries(all, typed, words.map(exactly));
    if (found.length > 0) return found.slice(0, limit);
    const known = (vocabulary ??= [...new Set(all.flatMap((entry) => entry.words.trim().split(' ')))]);
    return rankEntries(all, typed, words.map(forgiving(known))).slice(0, limit);
  };
}

/** Whether a word that was typed stands in ' word word …'. */
type Test = (words: string) => boolean;

const exactly = (typed: string): Test => {
  const needle = ` ${typed}`;
  return (words) => words.includes(needle);
};

/** The same for a word that may be mistyped: what it begins, and what begins close to it. */
const forgiving =
  (vocabulary: readonly string[]) =>
  (typed: string): Test => {
    const meant = new Set(vocabulary.filter((word) => word.startsWith(typed) || beginsLike(word, typed)));
    return (words) => words.split(' ').some((word) => meant.has(word));
  };

/** Indices of the entries that pass every test, those whose title was typed first. */
function rankEntries(entries: readonly Entry[], typed: string, tests: readonly Test[]): number[] {
  const title = typed.replace(ARTICLE, '');
  const tiers: [number[], number[], number[]] = [[], [], []];
  for (const entry of entries) {
    if (tests.every((test) => test(entry.words))) tiers[tierOf(entry.title, title)].push(entry.index);
  }
  return tiers.flat();
}

/** Indices of the items that have a title, most liked first; equal likes in catalogue order. */
export function byPopularity(catalogue: Catalogue): number[] {
  const listed: number[] = [];
  catalogue.titles.forEach((title, index) => {
    if (title !== null) listed.push(index);
  });
  return listed.sort((a, b) => catalogue.popularity[b] - catalogue.popularity[a] || a - b);
}

function toEntry(catalogue: Catalogue, index: number): Entry {
  const title = normalise(catalogue.titles[index] ?? '');
  const creators = catalogue.creators[index].map(normalise).join(' ');
  return {
    index,
    title: title.replace(ARTICLE, ''),
    words: ` ${title} ${creators} ${joinInitials(creators)}`,
  };
}

/** j k rowling → jk rowling, the other way people type initials. */
function joinInitials(names: string): string {
  return names.replace(/(?<=^| )(\p{L}) (?=\p{L}( |$))/gu, '$1');
}

function tierOf(title: string, typed: string): 0 | 1 | 2 {
  if (title === typed) return 0;
  return title.startsWith(typed) ? 1 : 2;
}

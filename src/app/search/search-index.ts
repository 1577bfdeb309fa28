import type { Catalogue } from '../types.ts';
import { normalise } from './normalise.ts';

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
 * itself comes first, then titles that begin so, then the rest; inside each, the more liked first.
 */
export function createSearch(catalogue: Catalogue): Search {
  const entries = byPopularity(catalogue).map((index) => toEntry(catalogue, index));
  return (query, limit) => {
    const typed = normalise(query);
    if (typed === '') return [];
    const needles = typed.split(' ').map((word) => ` ${word}`);
    const title = typed.replace(ARTICLE, '');
    const tiers: [number[], number[], number[]] = [[], [], []];
    for (const entry of entries) {
      if (!needles.every((needle) => entry.words.includes(needle))) continue;
      tiers[tierOf(entry.title, title)].push(entry.index);
    }
    return tiers.flat().slice(0, limit);
  };
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

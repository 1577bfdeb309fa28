import type { Catalogue } from '../types.ts';

/** What a list can be narrowed to, of the items that have a title. */
export interface Facets {
  /** Those of most items first. */
  readonly tags: readonly string[];
  /** Those of the most liked items first; empty where the catalogue names none. */
  readonly creators: readonly string[];
  /** First and last year; null where no year is known. */
  readonly years: readonly [first: number, last: number] | null;
}

/** `listed`: catalogue indices, most liked first. */
export function facetsOf(catalogue: Catalogue, listed: readonly number[]): Facets {
  const years = listed.map((index) => catalogue.years[index]).filter((year) => year !== null);
  const first = years.reduce((least, year) => Math.min(least, year), Number.POSITIVE_INFINITY);
  const last = years.reduce((most, year) => Math.max(most, year), Number.NEGATIVE_INFINITY);
  return {
    tags: tagsOf(catalogue, listed),
    creators: [...new Set(listed.flatMap((index) => catalogue.creators[index]))],
    years: years.length === 0 ? null : [first, last],
  };
}

function tagsOf({ tags, tagNames }: Catalogue, listed: readonly number[]): string[] {
  const counts = new Map<number, number>();
  for (const index of listed) for (const tag of tags[index]) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([tag]) => tagNames[tag]);
}

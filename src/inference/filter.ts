import type { Catalogue } from '../format/index.ts';
import type { CatalogueFilter } from './types.ts';

/** Masks kept, one a filter; the one not asked for longest leaves. */
const KEPT = 8;

/**
 * Gives mask[items] of a filter: 1 for every item that has a title and meets every condition. A page asks with
 * the same filter at every tap, so the last masks are kept; nobody may write into them.
 */
export function createFilterMasks(catalogue: Catalogue): (filter: CatalogueFilter) => Uint8Array {
  const kept = new Map<string, Uint8Array>();
  return (filter) => {
    const { tags, creators, yearFrom, yearTo, popularityFrom, popularityTo } = filter;
    const key = JSON.stringify([tags, creators, yearFrom, yearTo, popularityFrom, popularityTo]);
    const mask = kept.get(key) ?? filterMask(catalogue, filter);
    kept.delete(key);
    kept.set(key, mask);
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
    return mask;
  };
}

function filterMask(catalogue: Catalogue, filter: CatalogueFilter): Uint8Array {
  const conditions = conditionsOf(catalogue, filter);
  return Uint8Array.from(catalogue.titles, (title, item) =>
    title !== null && conditions.every((condition) => condition(item)) ? 1 : 0,
  );
}

type Condition = (item: number) => boolean;

function conditionsOf(catalogue: Catalogue, filter: CatalogueFilter): Condition[] {
  const { tags, creators, yearFrom, yearTo, popularityFrom, popularityTo } = filter;
  const conditions: Condition[] = [];
  if (tags !== undefined) {
    const wanted = new Set(tags.map((tag) => catalogue.tagNames.indexOf(tag)));
    conditions.push((item) => catalogue.tags[item]!.some((tag) => wanted.has(tag)));
  }
  if (creators !== undefined) {
    const wanted = new Set(creators);
    conditions.push((item) => catalogue.creators[item]!.some((creator) => wanted.has(creator)));
  }
  if (yearFrom !== undefined || yearTo !== undefined) {
    conditions.push((item) => isBetween(catalogue.years[item] ?? null, yearFrom, yearTo));
  }
  if (popularityFrom !== undefined || popularityTo !== undefined) {
    conditions.push((item) => isBetween(catalogue.popularity[item]!, popularityFrom, popularityTo));
  }
  return conditions;
}

/** What is not known lies nowhere. */
function isBetween(value: number | null, from: number | undefined, to: number | undefined): boolean {
  return value !== null && value >= (from ?? value) && value <= (to ?? value);
}

import { byPopularity, createSearch } from '../search/search-index.ts';
import type { Catalogue, Item } from '../types.ts';
import type { Facets } from './facets.ts';
import { facetsOf } from './facets.ts';

/** A catalogue as the page reads it: rows instead of columns, found by id, by index or by words. */
export interface Library {
  has(id: string): boolean;
  /** The item of a known id. */
  item(id: string): Item;
  /** The item at a catalogue index, the same object each time. */
  at(index: number): Item;
  /** What the list can be narrowed to. */
  readonly facets: Facets;
  hasTag(name: string): boolean;
  hasCreator(name: string): boolean;
  search(query: string, limit: number): Item[];
  /** The most liked items outside the given ids. */
  popular(count: number, without: ReadonlySet<string>): Item[];
}

export function createLibrary(catalogue: Catalogue): Library {
  const indexOf = new Map(catalogue.ids.map((id, index) => [id, index]));
  const rows = new Map<number, Item>();
  const at = (index: number): Item => {
    const row = rows.get(index) ?? readItem(catalogue, index);
    rows.set(index, row);
    return row;
  };
  const search = createSearch(catalogue);
  const popularity = byPopularity(catalogue);
  const facets = facetsOf(catalogue, popularity);
  const tags = new Set(facets.tags);
  const creators = new Set(facets.creators);
  return {
    has: (id) => indexOf.has(id),
    item: (id) => at(indexOf.get(id) ?? -1),
    at,
    facets,
    hasTag: (name) => tags.has(name),
    hasCreator: (name) => creators.has(name),
    search: (query, limit) => search(query, limit).map(at),
    popular(count, without) {
      const found: Item[] = [];
      for (const index of popularity) {
        if (found.length === count) break;
        if (!without.has(catalogue.ids[index])) found.push(at(index));
      }
      return found;
    },
  };
}

function readItem(catalogue: Catalogue, index: number): Item {
  return {
    id: catalogue.ids[index] ?? '',
    title: catalogue.titles[index] ?? 'Untitled',
    creators: catalogue.creators[index] ?? [],
    year: catalogue.years[index] ?? null,
    tags: (catalogue.tags[index] ?? []).map((tag) => catalogue.tagNames[tag]),
  };
}

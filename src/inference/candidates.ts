import type { Catalogue } from '../format/index.ts';
import type { CheckedRequest } from './request.ts';
import type { CatalogueFilter } from './types.ts';

/** mask[items]: 1 for every item that a request may return. */
export function candidateMask(catalogue: Catalogue, request: CheckedRequest): Uint8Array {
  const keeps = filterItems(catalogue, request.filter);
  const mask = Uint8Array.from(catalogue.titles, (title, item) => (title !== null && keeps(item) ? 1 : 0));
  for (const list of [request.likes, request.dislikes, request.exclude]) {
    for (const item of list) mask[item] = 0;
  }
  return mask;
}

/** Whether an item meets every given condition. */
function filterItems(catalogue: Catalogue, filter: CatalogueFilter): (item: number) => boolean {
  const { yearFrom, yearTo } = filter;
  const conditions: ((item: number) => boolean)[] = [];
  if (filter.tags !== undefined) {
    const wanted = new Set(filter.tags.map((tag) => catalogue.tagNames.indexOf(tag)));
    conditions.push((item) => catalogue.tags[item]!.some((tag) => wanted.has(tag)));
  }
  if (filter.creators !== undefined) {
    const wanted = new Set(filter.creators);
    conditions.push((item) => catalogue.creators[item]!.some((creator) => wanted.has(creator)));
  }
  if (yearFrom !== undefined || yearTo !== undefined) {
    conditions.push((item) => {
      const year = catalogue.years[item] ?? null;
      return year !== null && year >= (yearFrom ?? year) && year <= (yearTo ?? year);
    });
  }
  return (item) => conditions.every((condition) => condition(item));
}

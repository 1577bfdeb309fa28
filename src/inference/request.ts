import { AttarError } from '../core/errors.ts';
import type { CatalogueFilter, RecommendRequest } from './types.ts';

/** A request whose ids are item indices and whose defaults are filled in. */
export interface CheckedRequest {
  readonly likes: readonly number[];
  readonly dislikes: readonly number[];
  readonly exclude: readonly number[];
  readonly k: number;
  readonly filter: CatalogueFilter;
  readonly diversity: number;
}

export const DEFAULT_K = 10;
export const MAX_K = 1000;

/** Item index by id. */
export type ItemIndex = ReadonlyMap<string, number>;

/** Checks a request once, so that nothing after this doubts it. Throws `request/invalid`. */
export function checkRequest(request: RecommendRequest, index: ItemIndex): CheckedRequest {
  const likes = indicesOf('likes', request.likes, index);
  const dislikes = indicesOf('dislikes', request.dislikes ?? [], index);
  const liked = new Set(likes);
  const torn = dislikes.findIndex((item) => liked.has(item));
  if (torn >= 0) {
    throw invalid(`item "${request.dislikes?.[torn]}" is both liked and disliked; name it in one of the two`);
  }
  const { diversity = 0, filter = {} } = request;
  if (typeof diversity !== 'number' || !(diversity >= 0 && diversity <= 1)) {
    throw invalid(`diversity ${String(diversity)} is not a number from 0 to 1`);
  }
  checkFilter(filter);
  const exclude = indicesOf('exclude', request.exclude ?? [], index);
  return { likes, dislikes, exclude, k: checkK(request.k), filter, diversity };
}

/** k, or the default. Throws `request/invalid` outside 1 to 1,000. */
export function checkK(k: number = DEFAULT_K): number {
  if (Number.isInteger(k) && k >= 1 && k <= MAX_K) return k;
  throw invalid(`k ${String(k)} is not a whole number from 1 to ${MAX_K}`);
}

/** The index of one item. Throws `request/invalid` that names an unknown id. */
export function indexOf(field: string, id: string, index: ItemIndex): number {
  const item = index.get(id);
  if (item !== undefined) return item;
  throw invalid(
    `${field} names item "${String(id)}", which this model does not have; ids are strings of its catalogue`,
  );
}

/** Distinct indices in the order given: liking an item twice is liking it once. */
function indicesOf(field: string, ids: readonly string[], index: ItemIndex): number[] {
  if (!Array.isArray(ids)) throw invalid(`${field} is not an array of item ids`);
  return [...new Set(ids.map((id: string) => indexOf(field, id, index)))];
}

function checkFilter(filter: CatalogueFilter): void {
  for (const field of ['tags', 'creators'] as const) {
    const names: unknown = filter[field];
    if (names !== undefined && !(Array.isArray(names) && names.every((name) => typeof name === 'string'))) {
      throw invalid(`filter.${field} is not an array of strings`);
    }
  }
  for (const field of ['yearFrom', 'yearTo'] as const) {
    const year = filter[field];
    if (year !== undefined && !Number.isFinite(year)) throw invalid(`filter.${field} ${year} is not a year`);
  }
  const { yearFrom = Number.NEGATIVE_INFINITY, yearTo = Number.POSITIVE_INFINITY } = filter;
  if (yearFrom > yearTo) throw invalid(`filter.yearFrom ${yearFrom} lies after filter.yearTo ${yearTo}`);
}

function invalid(reason: string): AttarError {
  return new AttarError('request/invalid', reason);
}

import { AttarError } from '../core/errors.ts';
import type { CatalogueFilter, Recency, RecommendRequest } from './types.ts';

/** A request whose ids are item indices and whose defaults are filled in. */
export interface CheckedRequest {
  /** Distinct, oldest first. */
  readonly likes: readonly number[];
  readonly dislikes: readonly number[];
  /** Of a like's weight, in likes; infinite: none fades. */
  readonly halfLife: number;
  readonly exclude: readonly number[];
  /** Absent: all items. */
  readonly include: readonly number[] | undefined;
  readonly k: number;
  readonly filter: CatalogueFilter;
  /** 0 … 1 */
  readonly diversity: number;
  /** −1 … 1 */
  readonly popularity: number;
}

export const DEFAULT_K = 10;
export const MAX_K = 1000;

/** Item index by id. */
export type ItemIndex = ReadonlyMap<string, number>;

/** Checks a request once, so that nothing after this doubts it. Throws `request/invalid`. */
export function checkRequest(request: RecommendRequest, index: ItemIndex): CheckedRequest {
  const likes = indicesOf('likes', request.likes, index);
  const dislikes = indicesOf('dislikes', request.dislikes ?? [], index);
  checkTorn(likes, request.dislikes ?? [], index);
  const { filter = {}, include } = request;
  checkFilter(filter);
  return {
    likes,
    dislikes,
    halfLife: checkHalfLife(request.recency),
    exclude: indicesOf('exclude', request.exclude ?? [], index),
    include: include === undefined ? undefined : indicesOf('include', include, index),
    k: checkK(request.k),
    filter,
    diversity: checkShare('diversity', request.diversity ?? 0, 0),
    popularity: checkShare('popularity', request.popularity ?? 0, -1),
  };
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

/** Distinct indices, each where it comes last: liking an item twice is liking it once, the second time. */
function indicesOf(field: string, ids: readonly string[], index: ItemIndex): number[] {
  if (!Array.isArray(ids)) throw invalid(`${field} is not an array of item ids`);
  const items = ids.map((id: string) => indexOf(field, id, index));
  if (new Set(items).size === items.length) return items;
  return [...new Set(items.reverse())].reverse();
}

function checkTorn(likes: readonly number[], dislikes: readonly string[], index: ItemIndex): void {
  const liked = new Set<number | undefined>(likes);
  const torn = dislikes.find((id) => liked.has(index.get(id)));
  if (torn === undefined) return;
  throw invalid(`item "${torn}" is both liked and disliked; name it in one of the two`);
}

function checkHalfLife(recency: Recency | undefined): number {
  if (recency === undefined) return Number.POSITIVE_INFINITY;
  const halfLife: unknown = recency?.halfLife;
  if (typeof halfLife === 'number' && halfLife > 0) return halfLife;
  throw invalid(`recency.halfLife ${String(halfLife)} is not a number of likes above 0`);
}

function checkShare(field: string, value: number, least: number): number {
  if (typeof value === 'number' && value >= least && value <= 1) return value;
  throw invalid(`${field} ${String(value)} is not a number from ${least} to 1`);
}

function checkFilter(filter: CatalogueFilter): void {
  for (const field of ['tags', 'creators'] as const) {
    const names: unknown = filter[field];
    if (names !== undefined && !(Array.isArray(names) && names.every((name) => typeof name === 'string'))) {
      throw invalid(`filter.${field} is not an array of strings`);
    }
  }
  checkRange(filter, 'yearFrom', 'yearTo', 'a year');
  checkRange(filter, 'popularityFrom', 'popularityTo', 'a count of likes');
}

type Bound = 'yearFrom' | 'yearTo' | 'popularityFrom' | 'popularityTo';

function checkRange(filter: CatalogueFilter, from: Bound, to: Bound, what: string): void {
  for (const field of [from, to]) {
    const value = filter[field];
    if (value !== undefined && !Number.isFinite(value))
      throw invalid(`filter.${field} ${value} is not ${what}`);
  }
  const least = filter[from] ?? Number.NEGATIVE_INFINITY;
  const most = filter[to] ?? Number.POSITIVE_INFINITY;
  if (least > most) throw invalid(`filter.${from} ${least} lies after filter.${to} ${most}`);
}

export function invalid(reason: string, cause?: unknown): AttarError {
  return new AttarError('request/invalid', reason, { cause });
}

/** Name of the Cache Storage that holds every model of an origin; pages may delete it to free the space. */
export const MODEL_CACHE = 'attar-models';

/** Never asked of any network: the names under which files lie in the cache. */
export const BASE = 'https://attar.invalid/';

/** A file, by its SHA-256. */
export function fileAddress(sha256: string): string {
  return `${BASE}files/${sha256}`;
}

/** What a broken download left of a file. */
export function partAddress(sha256: string): string {
  return `${BASE}parts/${sha256}`;
}

import { BASE } from './stored-names.ts';

/** Models of one origin that stay stored; the ones stored longest ago go first. */
const MOST_MODELS = 8;

/** Manifests name every file that may stay; the oldest beyond the most are removed with their files. */
export async function removeUnnamed(cache: Cache): Promise<void> {
  const addresses = (await cache.keys()).map(({ url }) => url);
  const manifests = addresses.filter((url) => url.startsWith(`${BASE}manifests/`));
  const old = new Set(manifests.slice(0, Math.max(0, manifests.length - MOST_MODELS)));
  const named = new Set<string>();
  for (const url of manifests) {
    if (old.has(url)) continue;
    const text = (await (await cache.match(url))?.text()) ?? '';
    for (const [hash] of text.matchAll(/[0-9a-f]{64}/g)) named.add(hash);
  }
  for (const url of addresses) {
    const isKept = url.startsWith(`${BASE}manifests/`) ? !old.has(url) : named.has(url.slice(-64));
    if (!isKept) await cache.delete(url);
  }
}

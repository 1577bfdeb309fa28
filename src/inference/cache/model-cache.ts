import type { Notify } from '../load-options.ts';
import { Part } from '../part.ts';
import { unlessLoading } from './locks.ts';
import { BASE, fileAddress, MODEL_CACHE, partAddress } from './stored-names.ts';

/**
 * Verified files of models on this device, by their SHA-256, and one manifest a model folder, which says what
 * version of it is complete. Its every fault is a miss and a notice: it makes loads faster, never fail.
 */
export interface ModelCache {
  /** Whether bytes are stored under a hash. */
  has(sha256: string): Promise<boolean>;
  /** The bytes stored under a hash, which the caller must verify. */
  read(sha256: string): Promise<Uint8Array | undefined>;
  write(sha256: string, bytes: Uint8Array): Promise<void>;
  forget(sha256: string): Promise<void>;
  /** What a broken download left of a file; it is taken out, so that a bad beginning fails once only. */
  takePart(sha256: string): Promise<Part | undefined>;
  keepPart(sha256: string, part: Part): Promise<void>;
  /** manifest.json of the complete version of a folder. */
  manifest(folder: URL): Promise<Uint8Array | undefined>;
  /** Makes a version the complete one, in one step, unless one of its files is not stored. */
  swap(folder: URL, manifest: Uint8Array, needed: readonly string[]): Promise<void>;
  /** Removes what no manifest names, unless a tab is loading. */
  sweep(): Promise<void>;
}

/** Opens the origin's cache; undefined, with a notice, where the browser refuses. */
export async function openModelCache(notify: Notify): Promise<ModelCache | undefined> {
  try {
    // Reading the property throws in a sandboxed frame; opening rejects where the visitor forbids storage.
    const storage = globalThis.caches as CacheStorage | undefined;
    if (storage !== undefined) return createModelCache(await storage.open(MODEL_CACHE), notify);
    notify('cache/blocked', `models are kept on pages served by https only; this one is in memory`);
  } catch (cause) {
    notify('cache/blocked', `the browser stores nothing for this page; the model is in memory only`, cause);
  }
  return undefined;
}

function createModelCache(cache: Cache, notify: Notify): ModelCache {
  const attempt = forgiving(notify);
  const get = (address: string): Promise<Uint8Array | undefined> =>
    attempt(async () => {
      const found = await cache.match(address);
      return found && new Uint8Array(await found.arrayBuffer());
    });
  const has = async (sha256: string) => (await cache.match(fileAddress(sha256))) !== undefined;
  const put = async (address: string, bytes: Uint8Array, headers: Record<string, string> = {}) => {
    const response = new Response(bytes as Uint8Array<ArrayBuffer>, { headers });
    await attempt(() => cache.put(address, response));
  };
  const remove = async (address: string): Promise<void> => {
    await attempt(() => cache.delete(address));
  };

  return {
    has: async (sha256) => (await attempt(() => has(sha256))) === true,
    read: (sha256) => get(fileAddress(sha256)),
    write: (sha256, bytes) => put(fileAddress(sha256), bytes),
    forget: (sha256) => remove(fileAddress(sha256)),
    takePart: (sha256) =>
      attempt(async () => {
        const found = await cache.match(partAddress(sha256));
        if (found === undefined) return undefined;
        const bytes = new Uint8Array(await found.arrayBuffer());
        await cache.delete(partAddress(sha256));
        return new Part(bytes, found.headers.get('etag') ?? undefined);
      }),
    keepPart: (sha256, part) =>
      put(partAddress(sha256), part.bytes(), part.tag === undefined ? {} : { etag: part.tag }),
    manifest: (folder) => get(manifestAddress(folder)),
    async swap(folder, manifest, needed) {
      const stored = await attempt(() => Promise.all(needed.map(has)));
      if (stored?.every(Boolean)) await put(manifestAddress(folder), manifest);
    },
    // What could not be removed today can be tomorrow: nobody has to hear of it.
    sweep: async () => {
      try {
        const { removeUnnamed } = await import('./broom.ts');
        await unlessLoading(() => removeUnnamed(cache));
      } catch {}
    },
  };
}

type Attempt = <T>(use: () => Promise<T>) => Promise<T | undefined>;

/** Runs something that may fail; of each kind of fault the page hears once. */
function forgiving(notify: Notify): Attempt {
  const told = new Set<string>();
  return async (use) => {
    try {
      return await use();
    } catch (cause) {
      const isFull = cause instanceof Error && cause.name === 'QuotaExceededError';
      const code = isFull ? 'cache/full' : 'cache/blocked';
      const why = isFull ? 'the device has no room for the model' : 'the browser refused to store the model';
      const message = `${why}; it is in memory and will be downloaded again on the next visit`;
      if (!told.has(code)) notify(code, message, cause);
      told.add(code);
      return undefined;
    }
  };
}

function manifestAddress(folder: URL): string {
  return `${BASE}manifests/${encodeURIComponent(folder.href)}`;
}

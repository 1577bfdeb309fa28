import { BUNDLE_FILES } from '../format/schema.ts';
import { modelFolder } from './address.ts';
import { createBackend, fetchEngine } from './backends/create.ts';
import type { ChoiceMemory } from './backends/remembered.ts';
import { whileNothingIsRemoved } from './cache/locks.ts';
import { openModelCache } from './cache/model-cache.ts';
import type { ModelCache } from './cache/model-cache.ts';
import { fetchFile } from './cache/stored-file.ts';
import type { WantedFile } from './cache/stored-file.ts';
import { abortedError } from './aborted-error.ts';
import { fetchAhead } from './fetch-ahead.ts';
import { fetchFromFiles } from './files-fetch.ts';
import type { ModelLoadOptions, Notify } from './load-options.ts';
import { popularityPrior } from './popularity.ts';
import { createRecommender } from './recommender.ts';
import type { Recommender } from './types.ts';
import { neededHashes, openNewest, wantedFile, wantedRows } from './version.ts';
import type { VersionSource } from './version.ts';

/** ms without a byte after which a connection counts as broken. */
const PATIENCE = 30_000;
const PATIENCE_WHEN_STORED = 5_000;

/**
 * Downloads and checks a model, starts its backend, and resolves when it can recommend. Only manifest,
 * student and catalogue are fetched, and only what is not stored on the device; every file, stored or not,
 * must have the size and SHA-256 that the manifest states. When the server's version cannot be had, the one
 * stored before is used as a whole, and `onNotice` says so. Rejects with `load/…`, `bundle/…`,
 * `backend/unavailable`, or `request/invalid` for an unknown variant.
 */
export async function loadRecommender(
  address: string,
  options: ModelLoadOptions = {},
  choices?: ChoiceMemory,
): Promise<Recommender> {
  const folder = modelFolder(address);
  checkAborted(options.signal);
  fetchEngine(options.backend ?? 'webgl', options.start !== 'ready');
  options.onProgress?.({ phase: 'manifest', loaded: 0, total: 0, file: BUNDLE_FILES.manifest });
  const notify: Notify = (code, message, cause) => options.onNotice?.({ code, message, cause });
  const fetch = fetchAhead(new URL(BUNDLE_FILES.manifest, folder), fetchOf(folder, options), options.signal);
  const cache = isCacheWanted(options) ? await openModelCache(notify) : undefined;
  const source = sourceOf(folder, { ...options, fetch }, cache, notify);
  if (cache === undefined) return (await start(source, options, choices)).recommender;
  return new Promise((resolve, reject) => {
    const storing = whileNothingIsRemoved(async () => {
      const { recommender, kept } = await start(source, options, choices);
      // Nobody has to wait for the device to store the model, nor for the broom.
      resolve(recommender);
      await kept;
    });
    storing.then(() => cache.sweep()).catch(reject);
  });
}

interface Started {
  readonly recommender: Recommender;
  /** Settles when nothing more will be done to keep the model. */
  readonly kept: Promise<unknown>;
}

async function start(
  source: VersionSource,
  options: ModelLoadOptions,
  choices: ChoiceMemory | undefined,
): Promise<Started> {
  const { cache, folder, notify, report } = source;
  const { edition, student, catalogue, bytes, head, stored } = await openNewest(source);
  checkAborted(options.signal);
  const model = { student, prior: popularityPrior(catalogue.popularity) };
  const { backend, choice } = await createBackend(options.backend ?? 'webgl', model, {
    memory: choices,
    early: options.start !== 'ready',
    onChange: (change) =>
      notify('backend/changed', `${change.backend} answers from now on: ${change.reason}`),
  }).catch(async (fault: unknown) => {
    // What was downloaded is there for the next load even where the backend cannot start.
    await stored;
    throw fault;
  });
  if (options.signal?.aborted) backend.dispose();
  checkAborted(options.signal);
  report({ phase: 'ready', loaded: bytes, total: bytes, file: BUNDLE_FILES.catalogue });
  const { signal: _, ...download } = source.download;
  const later = (file: WantedFile): Promise<Uint8Array> => fetchFile(file, { cache, notify, download });
  const recommender = createRecommender({
    ...model,
    manifest: edition.manifest,
    catalogue,
    backend,
    choice,
    get: (name) => later(wantedFile(folder, edition, name)),
    getRows: (file) => later(wantedRows(folder, edition, file)),
  });
  // Only now is the version known to work.
  const swap = async (): Promise<void> => {
    await stored;
    if (head !== undefined) await cache?.swap(folder, head, neededHashes(edition));
  };
  return { recommender, kept: swap() };
}

function sourceOf(
  folder: URL,
  options: ModelLoadOptions & { readonly fetch: typeof globalThis.fetch },
  cache: ModelCache | undefined,
  notify: Notify,
): VersionSource {
  const { fetch, signal, patience = PATIENCE } = options;
  return {
    folder,
    cache,
    notify,
    variant: options.variant ?? 'main',
    download: { fetch, signal, patience },
    patienceWhenStored: options.patience ?? PATIENCE_WHEN_STORED,
    report: (progress) => options.onProgress?.(progress),
  };
}

function fetchOf(folder: URL, { files, fetch }: ModelLoadOptions): typeof globalThis.fetch {
  if (files !== undefined) return fetchFromFiles(folder, files);
  // Called without its global object, a page's fetch throws.
  return fetch ?? ((...request) => globalThis.fetch(...request));
}

/** Pages on plain http have no Cache Storage; a page with files or a `fetch` of its own keeps what it likes. */
function isCacheWanted({ cache, fetch, files }: ModelLoadOptions): boolean {
  const isOurs = fetch === undefined && files === undefined && 'caches' in globalThis;
  return (cache ?? (isOurs ? 'storage' : 'none')) === 'storage';
}

function checkAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw abortedError(signal.reason);
}

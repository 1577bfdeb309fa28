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
import { askAhead } from './ahead.ts';
import { answerAfter } from './answer-after.ts';
import type { Edition } from './edition.ts';
import { fetchAhead } from './fetch-ahead.ts';
import { fetchFromFiles } from './files-fetch.ts';
import type { ModelLoadOptions, Notify } from './load-options.ts';
import type { PageSide } from './page-side.ts';
import { popularityPrior } from './popularity.ts';
import { promised } from './promised.ts';
import { createRecommender } from './recommender.ts';
import type { Recommender } from './types.ts';
import { neededHashes, openNewest, wantedFile, wantedRows } from './version.ts';
import type { Version, VersionSource } from './version.ts';

/** ms without a byte after which a connection counts as broken. */
const PATIENCE = 30_000;
const PATIENCE_WHEN_STORED = 5_000;

/**
 * Downloads and checks a model, starts its backend, and resolves when it can recommend. Only manifest,
 * student and catalogue are fetched, and only what is not stored on the device; every file, stored or not,
 * must have the size and SHA-256 that the manifest states. When the server's version cannot be had, the one
 * stored before is used as a whole, and `onNotice` says so. Rejects with `load/…`, `bundle/…`,
 * `backend/unavailable`, or `request/invalid` for an unknown variant. `page` is that of the worker which runs
 * this, if one does.
 */
export async function loadRecommender(
  address: string,
  options: ModelLoadOptions = {},
  choices?: ChoiceMemory,
  page?: PageSide,
): Promise<Recommender> {
  const folder = modelFolder(address);
  checkAborted(options.signal);
  const engine = fetchEngine(options.backend ?? 'webgl', options.start !== 'ready');
  // The code of a first student comes while the manifest does; that it cannot be had is told where it is needed.
  if ((options.sharpen ?? 'never') !== 'never') import('./editions.ts').catch(() => undefined);
  options.onProgress?.({ phase: 'manifest', loaded: 0, total: 0, file: BUNDLE_FILES.manifest });
  const notify: Notify = (code, message, cause) => options.onNotice?.({ code, message, cause });
  const manifest = new URL(BUNDLE_FILES.manifest, folder);
  const asked = fetchAhead(manifest, fetchOf(folder, options), options.signal, page?.manifest);
  const { patience = PATIENCE } = options;
  const fetch = engine.started ? answerAfter(engine.started, asked, { except: manifest, patience }) : asked;
  const ahead = page && askAhead(page, { folder, fetch, signal: options.signal });
  const begin = (cache?: ModelCache): Promise<Started> => {
    const [storeWhen, store] = promised<void>();
    const given = { cache, notify, page, find: ahead?.find, storeWhen, expect: engine.expect };
    return start(sourceOf(folder, { ...options, fetch }, given), options, choices, store).finally(() => {
      engine.end();
      ahead?.end();
      setTimeout(store, FIRST_REQUEST_MS);
    });
  };
  if (!isCacheWanted(options)) return (await begin()).recommender;
  // The lock is asked for while the cache opens: both take their time when a browser has just started.
  const opening = openModelCache(notify);
  return new Promise((resolve, reject) => {
    const storing = whileNothingIsRemoved(async () => {
      const { recommender, kept } = await begin(await opening);
      // Nobody has to wait for the device to store the model, nor for the broom.
      resolve(recommender);
      await kept;
    });
    storing.then(async () => (await opening)?.sweep()).catch(reject);
  });
}

/** ms that what has arrived is stored after a load: its first request would wait. */
const FIRST_REQUEST_MS = 100;

/** A load that has come to its first list. */
interface Started {
  readonly recommender: Recommender;
  /** Settles when nothing more will be done to keep the model. */
  readonly kept: Promise<unknown>;
}

async function start(
  source: VersionSource,
  options: ModelLoadOptions,
  choices: ChoiceMemory | undefined,
  store: () => void,
): Promise<Started> {
  const { cache, folder } = source;
  const version = await openNewest(source);
  const { edition, head, stored, total } = version;
  checkAborted(options.signal);
  const first = await assemble(version, source, options, choices).catch(async (fault: unknown) => {
    // What was downloaded is there for the next load even where the backend cannot start.
    store();
    await stored;
    throw fault;
  });
  if (options.signal?.aborted) first.recommender.dispose();
  checkAborted(options.signal);
  // Only once its own student works is a version known to work.
  const swap = async (whole: Edition): Promise<void> => {
    await stored;
    if (head !== undefined) await cache?.swap(folder, head, neededHashes(whole));
  };
  if (edition.sharper === undefined) {
    total.say('ready', BUNDLE_FILES.catalogue);
    return { recommender: first.recommender, kept: swap(edition) };
  }
  // What chose this student has the code already.
  const { sharpen } = await import('./editions.ts');
  const { recommender, changed } = sharpen({
    first: first.recommender,
    sharper: edition.sharper,
    source,
    version,
    assemble: (next) => assemble(next, source, options, choices),
  });
  return { recommender, kept: changed.then((whole) => (whole ? swap(edition.sharper!) : stored)) };
}

/** A recommender that answers, and when its backend does. */
export interface Assembled {
  readonly recommender: Recommender;
  readonly ready: Promise<void> | undefined;
}

/** Starts the backend on a student. */
async function assemble(
  { edition, student, catalogue }: Pick<Version, 'edition' | 'student' | 'catalogue'>,
  { cache, folder, notify, download: { fetch, patience } }: VersionSource,
  { backend: wish = 'webgl', start: when }: ModelLoadOptions,
  choices: ChoiceMemory | undefined,
): Promise<Assembled> {
  const model = { student, prior: popularityPrior(catalogue.popularity) };
  const { backend, choice } = await createBackend(wish, model, {
    memory: choices,
    early: when !== 'ready',
    onChange: (change) =>
      notify('backend/changed', `${change.backend} answers from now on: ${change.reason}`),
  });
  // What is asked for later is no longer the load's to call off.
  const later = (file: WantedFile): Promise<Uint8Array> =>
    fetchFile(file, { cache, notify, download: { fetch, patience } });
  const recommender = createRecommender({
    ...model,
    manifest: edition.manifest,
    catalogue,
    backend,
    choice,
    get: (name) => later(wantedFile(folder, edition, name)),
    getRows: (file) => later(wantedRows(folder, edition, file)),
  });
  return { recommender, ready: backend.ready };
}

function sourceOf(
  folder: URL,
  options: ModelLoadOptions & { readonly fetch: typeof globalThis.fetch },
  given: Pick<VersionSource, 'cache' | 'notify' | 'page' | 'find' | 'expect' | 'storeWhen'>,
): VersionSource {
  const { fetch, signal, patience = PATIENCE } = options;
  return {
    ...given,
    folder,
    variant: options.variant ?? 'main',
    sharpen: options.sharpen,
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

import {
  BUNDLE_FILES,
  MAX_MANIFEST_BYTES,
  parseCatalogue,
  parseManifest,
  parseStudent,
  verifyFile,
} from '../format/index.ts';
import type { ListedFile, Manifest } from '../format/index.ts';
import { modelFolder } from './address.ts';
import { createBackend } from './backends/create.ts';
import { abortedError, download } from './download.ts';
import { createRecommender } from './recommender.ts';
import type { LoadOptions, LoadProgress, Recommender } from './types.ts';

const FIRST_FILES = [BUNDLE_FILES.student, BUNDLE_FILES.catalogue] as const;

/**
 * Downloads and checks a model, starts its backend, and resolves when it can recommend. Only manifest,
 * student and catalogue are fetched; every file must have the size and SHA-256 that the manifest states.
 * Rejects with `load/…`, `bundle/…` or `backend/unavailable`.
 */
export async function loadRecommender(address: string, options: LoadOptions = {}): Promise<Recommender> {
  const folder = modelFolder(address);
  // Called without its global object, a page's fetch throws.
  const fetch =
    options.fetch ?? ((...args: Parameters<typeof globalThis.fetch>) => globalThis.fetch(...args));
  const report = (progress: LoadProgress): void => options.onProgress?.(progress);
  const check = (): void => {
    if (options.signal?.aborted) throw abortedError(options.signal.reason);
  };

  check();
  report({ phase: 'manifest', loaded: 0, total: 0, file: BUNDLE_FILES.manifest });
  const { signal } = options;
  const head = await download(new URL(BUNDLE_FILES.manifest, folder), {
    fetch,
    signal,
    limit: MAX_MANIFEST_BYTES,
  });
  const manifest = parseManifest(head);
  const get = async (name: ListedFile): Promise<Uint8Array> => {
    const entry = manifest.files[name];
    const bytes = await download(new URL(name, folder), { fetch, limit: entry.bytes });
    await verifyFile(name, bytes, entry);
    return bytes;
  };

  const total = FIRST_FILES.reduce((sum, name) => sum + manifest.files[name].bytes, 0);
  const files = await downloadFirst(folder, manifest, { fetch, signal, total, report });
  report({ phase: 'verify', loaded: total, total, file: BUNDLE_FILES.student });
  await Promise.all(FIRST_FILES.map((name, i) => verifyFile(name, files[i]!, manifest.files[name])));
  check();
  report({ phase: 'prepare', loaded: total, total, file: BUNDLE_FILES.catalogue });
  const student = parseStudent(files[0]!, manifest);
  const catalogue = parseCatalogue(files[1]!, manifest);
  const backend = await createBackend(options.backend ?? 'webgl', student);
  if (signal?.aborted) backend.dispose();
  check();
  report({ phase: 'ready', loaded: total, total, file: BUNDLE_FILES.catalogue });
  return createRecommender({ manifest, catalogue, student, backend, get });
}

interface FirstDownload {
  readonly fetch: typeof globalThis.fetch;
  readonly signal: AbortSignal | undefined;
  readonly total: number;
  readonly report: (progress: LoadProgress) => void;
}

/** Student and catalogue at once; when one fails, the other is called off. */
async function downloadFirst(folder: URL, manifest: Manifest, options: FirstDownload): Promise<Uint8Array[]> {
  const stop = new AbortController();
  const forward = (): void => stop.abort(options.signal?.reason);
  options.signal?.addEventListener('abort', forward, { once: true });
  let loaded = 0;
  try {
    return await Promise.all(
      FIRST_FILES.map((file) =>
        download(new URL(file, folder), {
          fetch: options.fetch,
          signal: stop.signal,
          limit: manifest.files[file].bytes,
          onBytes: (count) => {
            loaded += count;
            options.report({ phase: 'download', loaded, total: options.total, file });
          },
        }),
      ),
    );
  } catch (fault) {
    stop.abort();
    throw fault;
  } finally {
    options.signal?.removeEventListener('abort', forward);
  }
}

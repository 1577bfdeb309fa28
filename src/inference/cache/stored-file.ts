import { isAttarError } from '../../core/errors.ts';
import { verifyFile } from '../../format/bundle.ts';
import type { FileEntry } from '../../format/index.ts';
import { abortedError } from '../aborted-error.ts';
import { download } from '../download.ts';
import type { DownloadOptions } from '../download.ts';
import { endOf } from '../end-of.ts';
import type { FileAhead, FindAhead } from '../ahead.ts';
import type { Notify } from '../load-options.ts';
import { Part } from '../part.ts';
import { promised } from '../promised.ts';
import { alone } from './locks.ts';
import type { ModelCache } from './model-cache.ts';

/** A file that a manifest vouches for. */
export interface WantedFile {
  /** As it is called in messages. */
  readonly name: string;
  readonly url: URL;
  readonly entry: FileEntry;
}

export interface FileSource {
  readonly cache: ModelCache | undefined;
  readonly notify: Notify;
  /** Files of the load's that are on their way already. */
  readonly find?: FindAhead | undefined;
  /**
   * When `fetchEarly` may store what has arrived: to hand its bytes to the browser takes the thread as long as decoding them
   * does. Default: at once.
   */
  readonly storeWhen?: Promise<unknown> | undefined;
  readonly download: Omit<DownloadOptions, 'limit' | 'part' | 'onLength'>;
}

/** A file on its way. */
export interface ComingFile {
  /** Verified. */
  readonly bytes: Promise<Uint8Array>;
  /** Settles when nothing more will be done to keep it; what cannot be kept is no fault. */
  readonly stored: Promise<unknown>;
}

/**
 * The bytes of a file, verified: from the cache, else from the network and then stored. While one tab
 * downloads a file the others wait for it. Throws like `download` and `verifyFile`.
 */
export function fetchFile(file: WantedFile, source: FileSource, onLength?: OnLength): Promise<Uint8Array> {
  return fetchAndStore(file, source, { onLength });
}

/** As `fetchFile`, but nobody has to wait for the device to store what can be decoded already. */
export function fetchEarly(file: WantedFile, source: FileSource, onLength?: OnLength): ComingFile {
  const [arrived, arrive] = promised<Uint8Array>();
  const whole = fetchAndStore(file, source, { onLength, arrive });
  return { bytes: Promise.race([arrived, whole]), stored: whole.catch(() => undefined) };
}

type OnLength = (length: number) => void;

interface Arrival {
  readonly onLength: OnLength | undefined;
  /** Told of the verified bytes, which are stored later; absent: stored at once. */
  readonly arrive?: (bytes: Uint8Array) => void;
}

async function fetchAndStore(file: WantedFile, source: FileSource, arrival: Arrival): Promise<Uint8Array> {
  const { signal } = source.download;
  try {
    const ahead = await findAhead(file, source);
    if (ahead !== undefined) return await storeAhead(ahead, file, source, arrival);
    return await findOrDownload(file, source, arrival);
  } catch (fault) {
    if (signal?.aborted && !isAttarError(fault)) throw abortedError(fault);
    throw fault;
  }
}

async function findAhead(
  { name }: WantedFile,
  { find, download: { signal } }: FileSource,
): Promise<FileAhead | undefined> {
  const ahead = find?.(name);
  try {
    return await Promise.race([ahead, endOf(signal)]);
  } catch (fault) {
    // Whoever holds its lock waits to hear that it is of no use.
    void ahead?.then((file) => file?.done());
    throw fault;
  }
}

async function findOrDownload(file: WantedFile, source: FileSource, arrival: Arrival): Promise<Uint8Array> {
  const { cache } = source;
  if (cache === undefined) return downloadAndStore(file, source, new Part(), arrival);
  const { sha256 } = file.entry;
  // Read under the lock alone: what another tab downloads is there when this one's turn comes.
  return alone(sha256, source.download.signal, async () => {
    const [kept, left] = await Promise.all([readVerified(file, source), cache.takePart(sha256)]);
    return kept ?? downloadAndStore(file, source, leftOf(file, left), arrival);
  });
}

/** A file that is known not to be stored, and whose lock is held. */
async function storeAhead(
  ahead: FileAhead,
  file: WantedFile,
  source: FileSource,
  arrival: Arrival,
): Promise<Uint8Array> {
  const download = { ...source.download, fetch: ahead.fetch };
  try {
    return await downloadAndStore(file, { ...source, download }, new Part(), arrival);
  } finally {
    ahead.done();
  }
}

/** The bytes of a stored file, verified; a damaged one is removed and is a miss. */
export async function readVerified(
  { name, entry }: WantedFile,
  { cache, notify }: Pick<FileSource, 'cache' | 'notify'>,
): Promise<Uint8Array | undefined> {
  const bytes = await cache?.read(entry.sha256);
  if (bytes === undefined) return undefined;
  try {
    await verifyFile(name, bytes, entry);
    return bytes;
  } catch (cause) {
    notify('cache/damaged', `${name}: the copy on this device was damaged and is fetched again`, cause);
    await cache?.forget(entry.sha256);
    return undefined;
  }
}

/** What was left of a file, unless it cannot be of it. */
function leftOf({ entry }: WantedFile, left: Part | undefined): Part {
  return left !== undefined && left.length < entry.bytes ? left : new Part();
}

async function downloadAndStore(
  file: WantedFile,
  source: FileSource,
  part: Part,
  { onLength, arrive }: Arrival,
): Promise<Uint8Array> {
  const { sha256, bytes: size } = file.entry;
  const { cache } = source;
  try {
    const bytes = await downloadVerified(file, source, part, onLength);
    if (cache === undefined) return bytes;
    if (arrive !== undefined) {
      arrive(bytes);
      await source.storeWhen;
    }
    await cache.write(sha256, bytes);
    return bytes;
  } catch (fault) {
    const isCutOff = isAttarError(fault, 'load/network') || isAttarError(fault, 'load/aborted');
    if (isCutOff && part.length > 0 && part.length < size) await cache?.keepPart(sha256, part);
    throw fault;
  }
}

async function downloadVerified(
  { name, url, entry }: WantedFile,
  source: FileSource,
  part: Part,
  onLength: OnLength | undefined,
): Promise<Uint8Array> {
  const options = { ...source.download, limit: entry.bytes, part };
  const bytes = await download(url, onLength === undefined ? options : { ...options, onLength });
  await verifyFile(name, bytes, entry);
  return bytes;
}

import { isAttarError } from '../core/errors.ts';
import type { AttarError } from '../core/errors.ts';
import type { HybridStudent } from '../core/hybrid.ts';
import { MAX_MANIFEST_BYTES, parseCatalogue, parseManifest, parseStudent } from '../format/bundle.ts';
import type { Catalogue, ListedFile, Manifest } from '../format/index.ts';
import { linearFileName } from '../format/linear-file-name.ts';
import { BUNDLE_FILES } from '../format/schema.ts';
import { fetchEarly, readVerified } from './cache/stored-file.ts';
import type { FileSource, WantedFile } from './cache/stored-file.ts';
import { download } from './download.ts';
import { follow } from './follow.ts';
import type { PageSide } from './page-side.ts';
import { runningTotal } from './progress.ts';
import type { RunningTotal } from './progress.ts';
import type { ModelLoadOptions } from './load-options.ts';
import type { LoadProgress } from './types.ts';
import { lateCode } from '../core/late-code.ts';
import { mainEdition } from './edition.ts';
import type { Edition } from './edition.ts';

/** Without these there is no list; all other files are fetched when they are asked for. */
const FIRST_FILES = [BUNDLE_FILES.student, BUNDLE_FILES.catalogue] as const;

export interface VersionSource extends FileSource {
  readonly page: PageSide | undefined;
  /** Told of a student before it is there. */
  readonly expect: (student: Manifest['architecture']) => void;
  readonly folder: URL;
  readonly variant: string;
  readonly sharpen: ModelLoadOptions['sharpen'];
  /** ms without a byte while a stored version could be used instead. */
  readonly patienceWhenStored: number;
  readonly report: (progress: LoadProgress) => void;
}

/** One version of a model, checked and read. */
export interface Version {
  readonly edition: Edition;
  readonly student: HybridStudent;
  readonly catalogue: Catalogue;
  /** Of the files read, and of the sharper edition's student where there is one. */
  readonly total: RunningTotal;
  /** manifest.json as it came; absent for the version that was stored already. */
  readonly head?: Uint8Array;
  /** Settles when the device has stored what it can of the files. */
  readonly stored?: Promise<unknown>;
}

type ReadFile = (file: WantedFile, onLength: (length: number) => void) => Promise<Uint8Array>;

/**
 * The version that the server has; when it cannot be had or is broken, the one stored before, whole: never
 * files of two. Throws the fault of the server's version when there is no other.
 */
export async function openNewest(source: VersionSource): Promise<Version> {
  const { cache, folder } = source;
  const former = await cache?.manifest(folder);
  try {
    return await openServed(former === undefined ? source : lessPatient(source));
  } catch (fault) {
    if (former === undefined || !isAttarError(fault) || !canStandIn(fault)) throw fault;
    const version = await openStored(source, former, fault);
    tellWhy(source, fault);
    return version;
  }
}

async function openServed(source: VersionSource): Promise<Version> {
  const address = new URL(BUNDLE_FILES.manifest, source.folder);
  const head = await download(address, { ...source.download, limit: MAX_MANIFEST_BYTES });
  const stored: Promise<unknown>[] = [];
  const version = await asOne(source, (together) =>
    open(together, head, (file, onLength) => {
      const coming = fetchEarly(file, together, onLength);
      stored.push(coming.stored);
      return coming.bytes;
    }),
  );
  return { ...version, head, stored: Promise.all(stored) };
}

/** When one file fails, the others are called off, and nothing more is reported of a load that has failed. */
async function asOne<T>(source: VersionSource, run: (together: VersionSource) => Promise<T>): Promise<T> {
  const { signal, abort, release } = follow(source.download.signal);
  const report: VersionSource['report'] = (progress) => {
    if (!signal.aborted) source.report(progress);
  };
  try {
    return await run({ ...source, report, download: { ...source.download, signal } });
  } catch (fault) {
    abort();
    throw fault;
  } finally {
    release();
  }
}

/** Reads from the cache alone: whatever is missing there, the fault that led here is the one to tell. */
function openStored(source: VersionSource, former: Uint8Array, fault: AttarError): Promise<Version> {
  const read: ReadFile = async (file) => {
    const bytes = await readVerified(file, source);
    if (bytes === undefined) throw fault;
    return bytes;
  };
  return open(source, former, read).catch(() => {
    throw fault;
  });
}

async function open(source: VersionSource, head: Uint8Array, read: ReadFile): Promise<Version> {
  const edition = await editionOf(source, parseManifest(head));
  const { manifest } = edition;
  source.expect(manifest.architecture);
  const [student, catalogue] = FIRST_FILES.map((name) => wantedFile(source.folder, edition, name));
  const later = edition.sharper && wantedFile(source.folder, edition.sharper, BUNDLE_FILES.student);
  const total = runningTotal([student!, catalogue!, ...(later ? [later] : [])], source.report);
  const arrive = readSideBySide(total, read);
  // Each file is decoded as soon as it is there, while the other may be on its way.
  const [decoded, columns] = await Promise.all([
    arrive(student!).then((bytes) => parseStudent(bytes, manifest)),
    arrive(catalogue!).then((bytes) => {
      const columns = parseCatalogue(bytes, manifest);
      source.page?.onCatalogue(bytes);
      return columns;
    }),
  ]);
  return { edition, student: decoded, catalogue: columns, total };
}

/** The code that chooses is for pages that ask for a variant, or for a first list before the last. */
async function editionOf(source: VersionSource, manifest: Manifest): Promise<Edition> {
  const { variant, sharpen = 'never' } = source;
  if (variant === 'main' && sharpen === 'never') return mainEdition(manifest);
  const { chooseEdition, chooseFirst, thisDevice } = await lateCode('variants', import('./editions.ts'));
  const asked = chooseEdition(manifest, variant, thisDevice());
  const first = chooseFirst(manifest, asked, sharpen, thisDevice());
  if (first === asked || (await source.cache?.has(asked.manifest.files[BUNDLE_FILES.student].sha256)))
    return asked;
  return first;
}

/** Reads files that arrive together, and reports when the last one is there. */
function readSideBySide(total: RunningTotal, read: ReadFile): (file: WantedFile) => Promise<Uint8Array> {
  let missing = FIRST_FILES.length;
  return async (file) => {
    const found = await read(file, (length) => total.has(file, length));
    // A file from the cache comes in one piece.
    total.has(file, file.entry.bytes);
    missing -= 1;
    if (missing === 0) total.say('prepare', BUNDLE_FILES.catalogue);
    return found;
  };
}

/** A file of an edition: where it lies and what it must be. */
export function wantedFile(folder: URL, edition: Edition, name: ListedFile): WantedFile {
  const path = edition.path(name);
  return { name: path, url: new URL(path, folder), entry: edition.manifest.files[name] };
}

/** One file of the teacher's rows, which all editions share; the manifest is known to list it. */
export function wantedRows(folder: URL, { manifest }: Edition, file: number): WantedFile {
  const name = linearFileName(file);
  return { name, url: new URL(name, folder), entry: manifest.linear!.files[file]! };
}

/** SHA-256 of every file that must be stored before a version counts as complete. */
export function neededHashes({ manifest }: Edition): string[] {
  return FIRST_FILES.map((name) => manifest.files[name].sha256);
}

/** With a version at hand nobody has to watch a silent connection for long. */
function lessPatient(source: VersionSource): VersionSource {
  return { ...source, download: { ...source.download, patience: source.patienceWhenStored } };
}

/** A caller who aborts, or asks for a variant that is not there, wants no other version. */
function canStandIn({ code }: AttarError): boolean {
  return code.startsWith('bundle/') || (code.startsWith('load/') && code !== 'load/aborted');
}

function tellWhy({ notify }: VersionSource, fault: AttarError): void {
  if (fault.code === 'load/network') {
    notify('cache/offline', 'the network did not answer; the model stored on this device is used', fault);
  } else {
    const what = `the newer model cannot be used (${fault.message}); the one stored before is`;
    notify('cache/former', what, fault);
  }
}

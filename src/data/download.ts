import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AttarError } from '../core/errors.ts';
import { DOWNLOAD_SOURCES, type Digest, type DownloadSource } from './download-sources.ts';
import { type FetchFileOptions, fetchFile } from './fetch-file.ts';
import { SOURCE_FILES, type SourceName } from './layouts.ts';
import { unzipFiles } from './unzip-files.ts';

export interface DownloadProgress {
  readonly phase: 'download' | 'verify' | 'extract' | 'ready';
  /** Bytes of the archive on disk, and in all; `total` is 0 while unknown. */
  readonly loaded: number;
  readonly total: number;
}

export interface DownloadOptions {
  readonly onProgress?: (progress: DownloadProgress) => void;
  readonly signal?: AbortSignal;
  /** Default `globalThis.fetch`. */
  readonly fetch?: typeof globalThis.fetch;
  /** Another address than the official one, with its own checksums. */
  readonly source?: DownloadSource;
}

/**
 * Downloads a data set from its official address into `directory/NAME` and resolves to that folder.
 * A cut download goes on where it stopped; nothing stands under the final name before its checksum
 * was right. A folder that has all its files is left alone. Errors: `data/download`, `load/aborted`.
 */
export async function downloadDataset(
  name: SourceName,
  directory: string,
  { onProgress, signal, fetch = globalThis.fetch, source = DOWNLOAD_SOURCES[name] }: DownloadOptions = {},
): Promise<string> {
  const folder = join(directory, name);
  let size = { loaded: 0, total: 0 };
  const report = (phase: DownloadProgress['phase']): void => onProgress?.({ phase, ...size });
  if (!(await isComplete(folder, name))) {
    await mkdir(directory, { recursive: true });
    const part = join(directory, `${name}.zip.part`);
    const track: FetchFileOptions['onProgress'] = (loaded, total) => {
      size = { loaded, total };
      report('download');
    };
    await fetchFile(source.url, part, { onProgress: track, signal, fetch });
    try {
      report('verify');
      if (source.archive) await requireDigest(part, source.archive, source.url);
      report('extract');
      await extractInto(folder, part, name, source);
    } finally {
      // Good or bad, the archive has served: a bad one must not be gone on with.
      await rm(part, { force: true });
    }
  }
  report('ready');
  return folder;
}

async function isComplete(folder: string, name: SourceName): Promise<boolean> {
  const present = await Promise.all(SOURCE_FILES[name].map((file) => exists(join(folder, file))));
  return present.every(Boolean);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Extracts beside the final folder, checks, and only then renames. */
async function extractInto(
  folder: string,
  part: string,
  name: SourceName,
  source: DownloadSource,
): Promise<void> {
  const temporary = await mkdtemp(`${folder}.extracting-`);
  try {
    const written = await unzipFiles(part, temporary, (path) => fileNameIn(path, name));
    const missing = SOURCE_FILES[name].filter((file) => !written.has(file));
    if (missing.length > 0) {
      throw new AttarError(
        'data/download',
        `${source.url}: the archive holds no ${missing.join(', ')}; download it again`,
      );
    }
    for (const [file, digest] of Object.entries(source.files)) {
      await requireDigest(join(temporary, file), digest, `${file} of ${source.url}`);
    }
    // A temporary folder is its owner's alone; data may be read by all.
    await chmod(temporary, 0o755);
    await moveInto(folder, temporary);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** The files of a data set and its terms of use, at the archive's top or in its one folder. */
function fileNameIn(path: string, name: SourceName): string | undefined {
  const folder = dirname(path);
  const file = basename(path);
  const isInside = folder === '.' || (folder.startsWith(name) && !folder.includes('/'));
  const isWanted = SOURCE_FILES[name].includes(file) || /^(README|LICENSE)(\.\w+)?$/i.test(file);
  return isInside && isWanted && !path.endsWith('/') ? file : undefined;
}

/** One rename where the folder is new; where a part of it exists, one rename a file. */
async function moveInto(folder: string, temporary: string): Promise<void> {
  if (!(await exists(folder))) return rename(temporary, folder);
  for (const file of await readdir(temporary)) await rename(join(temporary, file), join(folder, file));
}

/** Throws if a file is not what the source states. */
async function requireDigest(path: string, expected: Digest, what: string): Promise<void> {
  const hash = createHash(expected.algorithm);
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  const got = hash.digest('hex');
  if (got === expected.value) return;
  throw new AttarError(
    'data/download',
    `${what}: expected ${expected.algorithm} ${expected.value}, got ${got}; the file was deleted, download it again`,
  );
}

import { closeSync, createReadStream, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Unzip, UnzipInflate, type UnzipFile } from 'fflate';
import { AttarError } from '../core/errors.ts';

/**
 * Extracts the entries whose path `nameOf` gives a plain file name, streaming, into `folder`. Names
 * come from the caller, never from the archive, so no entry can be written elsewhere.
 * Resolves to the names written. Error: `data/download` if the archive is damaged.
 */
export async function unzipFiles(
  archive: string,
  folder: string,
  nameOf: (path: string) => string | undefined,
): Promise<Set<string>> {
  const written = new Set<string>();
  const opened = new Set<number>();
  const unzip = new Unzip((entry) => {
    const name = nameOf(entry.name);
    if (name === undefined || written.has(name)) return;
    written.add(name);
    extract(entry, join(folder, name), opened);
  });
  unzip.register(UnzipInflate);
  try {
    for await (const chunk of createReadStream(archive)) unzip.push(chunk as Buffer);
    unzip.push(new Uint8Array(0), true);
  } catch (cause) {
    throw damaged(archive, cause);
  } finally {
    for (const descriptor of opened) closeSync(descriptor);
  }
  if (opened.size > 0) throw damaged(archive);
  return written;
}

/** Written synchronously: the archive is then read no faster than the disk takes the files. */
function extract(entry: UnzipFile, path: string, opened: Set<number>): void {
  const descriptor = openSync(path, 'w');
  opened.add(descriptor);
  entry.ondata = (error, chunk, final) => {
    if (error) throw error;
    writeSync(descriptor, chunk);
    if (!final) return;
    closeSync(descriptor);
    opened.delete(descriptor);
  };
  entry.start();
}

function damaged(archive: string, cause?: unknown): AttarError {
  return new AttarError('data/download', `${archive} is not a whole zip archive; download it again`, {
    cause,
  });
}

import { open, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { AttarError } from '../core/errors.ts';
import { SOURCE_FILES, type SourceName } from './layouts.ts';

/** Longest first line that is looked at, in bytes. */
const FIRST_LINE_LIMIT = 65536;

/** The folder of a data set inside the data directory; an error if it or one of its files is not there. */
export async function sourceFolder(dataDirectory: string, source: SourceName): Promise<string> {
  const folder = resolve(dataDirectory, source);
  const missing: string[] = [];
  for (const file of SOURCE_FILES[source]) {
    if (!(await isFile(join(folder, file)))) missing.push(file);
  }
  if (missing.length === 0) return folder;
  throw new AttarError(
    'data/missing',
    `${source}: expected ${SOURCE_FILES[source].join(', ')} in ${folder}, but ${missing.join(', ')} ` +
      `${missing.length === 1 ? 'is' : 'are'} not there; run \`attar data ${source}\` to download it, ` +
      'or name the folder that holds it with --data',
  );
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

/** The first line without byte-order mark and line end; an error if the file is empty. */
export async function firstLine(path: string, file: string): Promise<string> {
  const handle = await open(path);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(FIRST_LINE_LIMIT), 0, FIRST_LINE_LIMIT, 0);
    const line = buffer
      .toString('utf8', 0, bytesRead)
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/, 1)[0]!;
    if (bytesRead === 0 || line.trim() === '') {
      throw new AttarError('data/layout', `${file} is empty or starts with an empty line; download it again`);
    }
    return line;
  } finally {
    await handle.close();
  }
}

/** The position of each wanted column in a header line; an error if one is missing. */
export function columnPositions(
  file: string,
  header: readonly string[],
  wanted: readonly string[],
): number[] {
  const positions = wanted.map((name) => header.indexOf(name));
  const missing = wanted.filter((_, i) => positions[i] === -1);
  if (missing.length === 0) return positions;
  throw new AttarError(
    'data/layout',
    `${file} has no column ${missing.map((name) => `"${name}"`).join(', ')}; expected ${wanted.join(', ')} ` +
      `in its first line, got "${shorten(header.join(','))}"`,
  );
}

/** A text from a file, short enough for a message. */
export function shorten(text: string): string {
  return text.length <= 80 ? text : `${text.slice(0, 79)}…`;
}

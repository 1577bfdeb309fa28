import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { AttarError } from '../core/errors.ts';
import { readBundle } from './read-bundle.ts';
import type { Bundle } from './read-bundle.ts';

/** A whole bundle from a folder (Node). Throws `bundle/…`, or `data/missing` for a file that is not there. */
export function readBundleDirectory(directory: string): Promise<Bundle> {
  return readBundle((name, limit) => readAtMost(join(directory, name), limit));
}

async function readAtMost(path: string, limit: number): Promise<Uint8Array> {
  let file: Awaited<ReturnType<typeof open>>;
  try {
    file = await open(path);
  } catch (cause) {
    throw new AttarError('data/missing', `${path}: expected a file of a model, found none that can be read`, {
      cause,
    });
  }
  try {
    const info = await file.stat();
    if (!info.isFile())
      throw new AttarError('data/missing', `${path}: expected a file of a model, found a folder`);
    const { size } = info;
    if (size > limit) {
      throw new AttarError('bundle/size', `${path}: expected at most ${limit} bytes, got ${size}`);
    }
    return new Uint8Array(await file.readFile());
  } finally {
    await file.close();
  }
}

import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { AttarError } from '../core/errors.ts';
import { encodeBundle } from './encode-bundle.ts';
import type { BundleContents } from './encode-bundle.ts';
import { BUNDLE_FILES } from './schema.ts';
import type { Manifest } from './schema.ts';

/**
 * Writes a bundle as a folder (Node), whole or not at all, and gives its manifest. The files go into a
 * hidden folder beside the target, reach the disk, and take the target's name by rename; a bundle that
 * stood there is kept under a hidden name until then. A kill at any moment leaves a whole bundle under
 * the target's name or none, and the next call puts a kept one back and clears what is left over.
 * Throws `bundle/…` for contents that a reader would refuse, `usage` for a target that is no bundle.
 */
export async function writeBundle(directory: string, contents: BundleContents): Promise<Manifest> {
  const target = resolve(directory);
  await recoverBundle(target);
  const { manifest, files } = encodeBundle(contents);
  await mkdir(dirname(target), { recursive: true });
  await refuseStranger(target);
  const { fresh, kept } = hiddenNames(target);
  await mkdir(fresh);
  try {
    for (const [name, bytes] of Object.entries(files)) await writeDurably(join(fresh, name), bytes);
    await flushFolder(fresh);
    if (await exists(target)) await rename(target, kept);
    await rename(fresh, target);
    await flushFolder(dirname(target));
    await rm(kept, { recursive: true, force: true });
  } catch (fault) {
    await recoverBundle(target);
    throw fault;
  }
  return manifest;
}

/** Puts back a bundle that a killed write had set aside, and removes what else it left. */
export async function recoverBundle(directory: string): Promise<void> {
  const target = resolve(directory);
  const { fresh, kept } = hiddenNames(target);
  if (!(await exists(target)) && (await exists(kept))) await rename(kept, target);
  for (const left of [fresh, kept]) await rm(left, { recursive: true, force: true });
}

function hiddenNames(target: string): { fresh: string; kept: string } {
  const hidden = join(dirname(target), `.${basename(target)}`);
  return { fresh: `${hidden}.attar-new`, kept: `${hidden}.attar-old` };
}

/** Files of variants and of the teacher's rows. */
const OPTIONAL_FILE = /^(student-[a-z0-9-]+\.safetensors|golden-[a-z0-9-]+\.json|linear-\d+\.safetensors)$/;

/** What file managers leave in any folder they show. */
const DESKTOP_FILES = ['.DS_Store', 'Thumbs.db', 'desktop.ini'];

/** A folder that holds anything but a bundle's files is somebody's work: replacing it would destroy it. */
export async function refuseStranger(directory: string): Promise<void> {
  const target = resolve(directory);
  if (!(await exists(target))) return;
  const names: readonly string[] = [...Object.values(BUNDLE_FILES), ...DESKTOP_FILES];
  const found = (await stat(target)).isDirectory() ? await readdir(target) : [basename(target)];
  const stranger = found.find((name) => !names.includes(name) && !OPTIONAL_FILE.test(name));
  if (stranger === undefined) return;
  throw new AttarError(
    'usage',
    `${target}: expected a new folder or a model to replace, found "${stranger}"; choose another folder`,
  );
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx');
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes names durable. Windows cannot open folders; there the rename alone has to do. */
async function flushFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

// @ts-check
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Everything that the built app depends on. */
export const APP_SOURCES = [
  'src/app',
  'src/core',
  'src/format',
  'src/inference',
  'src/kernels',
  'src/widget',
  'public',
  'examples',
  'index.html',
  'vite.config.ts',
  'scripts',
  'package-lock.json',
];

/**
 * SHA-256 over names and contents, so that a build is stale exactly when something it is made of differs.
 * Tests are left out: writing one is no reason to build.
 * @param {string} root
 * @param {readonly string[]} sources files and folders below root; what is not there counts as empty
 * @returns {string} hexadecimal
 */
export function fingerprint(root, sources) {
  const hash = createHash('sha256');
  for (const path of sources.flatMap((source) => filesBelow(join(root, source))).toSorted()) {
    if (/\.test\.\w+$/.test(path)) continue;
    const content = readFileSync(path);
    hash.update(`${relative(root, path).split(sep).join('/')}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]} the file itself, or all files of a folder at any depth
 */
export function filesBelow(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return [];
  if (!stat.isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

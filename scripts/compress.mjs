// @ts-check
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { filesBelow } from './fingerprint.mjs';

const COMPRESSIBLE = /\.(html|js|css|json|webmanifest|svg|txt|wasm|safetensors)$/;

/** Rows of the teacher: eight-bit values shrink by a sixth, and the slowest compression of megabytes takes half a minute. */
const DENSE = /linear-\d+\.safetensors$/;

/** Below this many bytes a compressed copy saves no packet. */
const SMALLEST = 1024;

/** A copy is kept only when it is at least this much smaller. */
const WORTHWHILE = 0.95;

/**
 * Writes FILE.br and FILE.gz beside each file of a folder that shrinks by them.
 * @param {string} folder
 */
export async function compressFolder(folder) {
  const files = filesBelow(folder).filter((path) => COMPRESSIBLE.test(path) && !DENSE.test(path));
  await Promise.all(files.map(compressFile));
}

/** @param {string} path */
async function compressFile(path) {
  const content = await readFile(path);
  if (content.length < SMALLEST) return;
  const brotli = promisify(brotliCompress)(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
  const copies = { br: await brotli, gz: await promisify(gzip)(content, { level: 9 }) };
  for (const [ending, copy] of Object.entries(copies)) {
    if (copy.length < content.length * WORTHWHILE) await writeFile(`${path}.${ending}`, copy);
  }
}

// @ts-check
// Compiles src/kernels/assembly to build/kernels: kernels.{simd,relaxed}.wasm for training in Node, and as text
// scoring.ts, the browser's kernels, and scoring-shared.ts, the same for several threads. Does nothing when they were
// made of the sources as they are. `--force` compiles anyway.
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { fingerprint } from './fingerprint.mjs';

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const FOLDER = 'build/kernels';
const STAMP = `${FOLDER}/fingerprint`;

/** All that the kernels depend on. Not times: those of a copied or checked out folder say nothing. */
const SOURCES = [
  'src/kernels/assembly',
  'scripts/build-kernels.mjs',
  'node_modules/assemblyscript/package.json',
];

/** @param {string} initial pages */
function shared(initial) {
  return ['--sharedMemory', '--initialMemory', initial, '--maximumMemory', '65536', '--enable', 'threads'];
}

/**
 * The training kernels twice: the compiler's own feature constant picks the fused multiply-add. The scoring
 * kernels on a memory that is as large as the model, twice as well: whether a memory is shared is part of a module.
 * @typedef {{ output: string, entry: string, options: readonly string[] }} Variant
 * @type {readonly Variant[]}
 */
const VARIANTS = [
  { output: 'kernels.simd.wasm', entry: 'index.ts', options: shared('512') },
  {
    output: 'kernels.relaxed.wasm',
    entry: 'index.ts',
    options: [...shared('512'), '--enable', 'relaxed-simd'],
  },
  { output: 'scoring.ts', entry: 'scoring/index.ts', options: ['--initialMemory', '1'] },
  { output: 'scoring-shared.ts', entry: 'scoring/shared.ts', options: shared('1') },
];

/**
 * True when all kernels below a root were made of the sources there.
 * @param {string} root
 */
export function areKernelsBuilt(root) {
  const stamp = path.join(root, STAMP);
  if (!VARIANTS.every(({ output }) => existsSync(path.join(root, FOLDER, output)))) return false;
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(root, SOURCES);
}

/** The stamp is written last, so that a broken-off build is never taken for a whole one. */
async function build() {
  const stamp = fingerprint(ROOT, SOURCES);
  mkdirSync(path.join(ROOT, FOLDER), { recursive: true });
  rmSync(path.join(ROOT, STAMP), { force: true });
  for (const variant of VARIANTS) await compile(variant);
  writeFileSync(path.join(ROOT, STAMP), stamp);
}

/** @param {Variant} variant */
async function compile({ output, entry, options }) {
  const { main } = await import('assemblyscript/asc');
  const file = path.join(ROOT, FOLDER, output);
  const unfinished = `${file}.${process.pid}.part`;
  let messages = '';
  const stderr = {
    write: (/** @type {string | Uint8Array} */ chunk) => {
      messages += chunk;
    },
  };
  const { error } = await main(
    [
      `src/kernels/assembly/${entry}`,
      '--baseDir',
      ROOT,
      '--outFile',
      path.relative(ROOT, unfinished),
      '-O3',
      '--converge',
      '--noAssert',
      '--runtime',
      'stub',
      '--use',
      'abort=',
      '--importMemory',
      '--enable',
      'simd',
      ...options,
    ],
    { stderr },
  );
  if (error) {
    rmSync(unfinished, { force: true });
    throw new Error(`${output} does not compile:\n${messages}${error.message}`);
  }
  const { size } = statSync(unfinished);
  if (output.endsWith('.ts')) writeAsText(unfinished, path.basename(output, '.ts'));
  renameSync(unfinished, file);
  console.log(`${output}: ${size} bytes of WebAssembly`);
}

/**
 * Turns a .wasm file into a module that exports it in hexadecimal: what a page imports needs no request of its own, and
 * Brotli finds the repetitions of bytes in it, which base64 hides: 1.3 kB instead of 1.8.
 * @param {string} file
 * @param {string} name as in `scoring-shared`, which exports SCORING_SHARED
 */
function writeAsText(file, name) {
  const text = readFileSync(file).toString('hex');
  const constant = name.toUpperCase().replaceAll('-', '_');
  writeFileSync(file, `/** Made by scripts/build-kernels.mjs. */\nexport const ${constant} = '${text}';\n`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    if (process.argv.includes('--force') || !areKernelsBuilt(ROOT)) await build();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

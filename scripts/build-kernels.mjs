// @ts-check
// Compiles src/kernels/assembly to build/kernels/kernels.{simd,relaxed}.wasm; does nothing when both are
// newer than every source. `--force` compiles anyway.
import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const sources = path.join(root, 'src/kernels/assembly');
const target = path.join(root, 'build/kernels');

/** The same sources twice: the compiler's own feature constant picks the fused multiply-add. */
const VARIANTS = [
  { name: 'simd', features: ['simd', 'threads'] },
  { name: 'relaxed', features: ['simd', 'threads', 'relaxed-simd'] },
];

/** @param {string} file */
function modified(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function isUpToDate() {
  const inputs = readdirSync(sources).map((name) => path.join(sources, name));
  const newest = Math.max(modified(fileURLToPath(import.meta.url)), ...inputs.map(modified));
  return VARIANTS.every(({ name }) => modified(path.join(target, `kernels.${name}.wasm`)) > newest);
}

/** @param {{ name: string, features: string[] }} variant */
async function compile({ name, features }) {
  const { main } = await import('assemblyscript/asc');
  const file = path.join(target, `kernels.${name}.wasm`);
  const unfinished = `${file}.${process.pid}.part`;
  let messages = '';
  const stderr = {
    write: (/** @type {string | Uint8Array} */ chunk) => {
      messages += chunk;
    },
  };
  const { error } = await main(
    [
      'src/kernels/assembly/index.ts',
      '--baseDir',
      root,
      '--outFile',
      path.relative(root, unfinished),
      '-O3',
      '--converge',
      '--noAssert',
      '--runtime',
      'stub',
      '--use',
      'abort=',
      '--importMemory',
      '--sharedMemory',
      '--initialMemory',
      '512',
      '--maximumMemory',
      '65536',
      ...features.flatMap((feature) => ['--enable', feature]),
    ],
    { stderr },
  );
  if (error) {
    rmSync(unfinished, { force: true });
    throw new Error(`the kernels (${name}) do not compile:\n${messages}${error.message}`);
  }
  renameSync(unfinished, file);
  console.log(`kernels.${name}.wasm: ${statSync(file).size} bytes`);
}

try {
  if (process.argv.includes('--force') || !isUpToDate()) {
    mkdirSync(target, { recursive: true });
    for (const variant of VARIANTS) await compile(variant);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

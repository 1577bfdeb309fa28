import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { KernelError } from './errors.ts';

/**
 * simd: SIMD128, the same bits on every machine. relaxed: fused multiply-add, about twice as fast in GEMM.
 */
export type KernelVariant = 'simd' | 'relaxed';

const folder = new URL('../../build/kernels/', import.meta.url);

/** Compiles one variant; `auto` takes relaxed where it compiles, else simd. */
export async function loadKernelModule(
  variant: KernelVariant | 'auto',
): Promise<{ module: WebAssembly.Module; variant: KernelVariant }> {
  if (variant === 'simd') return { module: await compile('simd'), variant };
  const bytes = await readKernels('relaxed');
  if (allowRelaxed(bytes)) return { module: await WebAssembly.compile(bytes), variant: 'relaxed' };
  if (variant === 'auto') return { module: await compile('simd'), variant: 'simd' };
  throw new KernelError(
    'kernels/unavailable',
    'this Node has no relaxed SIMD; use the variant "simd" or "auto"',
  );
}

async function compile(variant: KernelVariant): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(await readKernels(variant));
  } catch (cause) {
    if (cause instanceof KernelError) throw cause;
    throw new KernelError('kernels/unavailable', `this Node cannot compile the ${variant} kernels`, {
      cause,
    });
  }
}

async function readKernels(variant: KernelVariant): Promise<Uint8Array<ArrayBuffer>> {
  const file = new URL(`kernels.${variant}.wasm`, folder);
  try {
    return new Uint8Array(await readFile(file));
  } catch (cause) {
    const message = `${file.pathname} is missing; make it with \`node scripts/build-kernels.mjs\``;
    throw new KernelError('kernels/unavailable', message, { cause });
  }
}

/**
 * Node 20 hides relaxed SIMD behind a flag of the whole process; later versions have it on and no such flag.
 */
function allowRelaxed(bytes: Uint8Array<ArrayBuffer>): boolean {
  if (!WebAssembly.validate(bytes)) setFlagsFromString('--experimental-wasm-relaxed-simd');
  return WebAssembly.validate(bytes);
}

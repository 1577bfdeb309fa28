import { SCORING } from '../../../build/kernels/scoring.ts';
import { KernelError } from '../errors.ts';

let compiled: Promise<WebAssembly.Module> | undefined;

/**
 * The scoring kernels, compiled once for page or worker. They are 3 kB and lie in the script as text: so they
 * also run from `file://`, in a widget of one file, in a worker and in Node, need no request that can fail, and
 * are never of another version than the script. Throws `kernels/unavailable`.
 */
export function compileScoring(): Promise<WebAssembly.Module> {
  compiled ??= compileText(SCORING).catch((fault: unknown) => {
    compiled = undefined;
    throw fault;
  });
  return compiled;
}

/** Compiles kernels that are written in hexadecimal. Throws `kernels/unavailable`. */
export async function compileText(text: string): Promise<WebAssembly.Module> {
  if (typeof WebAssembly === 'undefined') throw unavailable('there is no WebAssembly here');
  const bytes = Uint8Array.from(text.match(/../g)!, (byte) => Number.parseInt(byte, 16));
  if (!WebAssembly.validate(bytes))
    throw unavailable('its WebAssembly has no SIMD, which needs a newer browser');
  try {
    return await WebAssembly.compile(bytes);
  } catch (cause) {
    // Nothing else stops a module that is valid.
    throw unavailable("the page's Content-Security-Policy needs 'wasm-unsafe-eval' in script-src", cause);
  }
}

function unavailable(reason: string, cause?: unknown): KernelError {
  return new KernelError('kernels/unavailable', reason, { cause });
}

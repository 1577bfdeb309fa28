import { KernelError } from '../errors.ts';

const PAGE = 65_536;
/** All that 32-bit addresses reach. */
const MAX_PAGES = 65_536;
/** One cache line. */
const ALIGNMENT = 64;
/** The compiler keeps the bytes below for itself. */
const START = 1024;

/** Byte addresses of arrays that lie one behind the other, and the memory up to their end. */
export interface Layout<Name extends string> {
  readonly at: Readonly<Record<Name, number>>;
  readonly bytes: number;
}

/** Places arrays of so many bytes, in the order given, from an address on. */
export function layOut<Name extends string>(
  sizes: Readonly<Record<Name, number>>,
  start = START,
): Layout<Name> {
  let end = start;
  const at = {} as Record<Name, number>;
  for (const name of Object.keys(sizes) as Name[]) {
    at[name] = end;
    end += Math.ceil(sizes[name] / ALIGNMENT) * ALIGNMENT;
  }
  return { at, bytes: end };
}

/** Zeroed memory of that size, which never grows, for one thread or several. Throws `kernels/memory` where there is no room. */
export function allocate(bytes: number, shared: boolean): WebAssembly.Memory {
  const pages = Math.ceil(bytes / PAGE);
  try {
    if (pages > MAX_PAGES) throw new RangeError('over 4 GiB');
    return new WebAssembly.Memory({ initial: pages, maximum: pages, shared });
  } catch (cause) {
    const message = `the model needs ${Math.ceil(bytes / 1e6)} MB of WebAssembly memory and got none`;
    throw new KernelError('kernels/memory', message, { cause });
  }
}

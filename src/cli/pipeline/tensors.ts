import type { Tensor } from '../../format/index.ts';
import { bytesOf } from './work-directory.ts';

/** Numbers as one tensor of a file, copied; `shape` is that of a list by default. */
export function tensorOf(values: Float32Array | Uint32Array, shape: number[] = [values.length]): Tensor {
  const dtype = values instanceof Float32Array ? 'F32' : 'U32';
  return { dtype, shape, bytes: bytesOf(values).slice() };
}

/** The numbers of an F32 tensor. */
export function floatsOf(tensor: Tensor): Float32Array {
  return new Float32Array(aligned(tensor));
}

/** The numbers of a U32 tensor. */
export function integersOf(tensor: Tensor): Uint32Array {
  return new Uint32Array(aligned(tensor));
}

// A copy, because the bytes may start at any offset of a larger buffer.
function aligned({ bytes }: Tensor): ArrayBuffer {
  return new Uint8Array(bytes).buffer;
}

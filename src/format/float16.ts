import { fromHalfBits, toHalfBits } from '../core/half.ts';

/** Two bytes a value, little endian, each rounded to the nearest float16 (ties to even). */
export function encodeFloat16(values: Float32Array): Uint8Array {
  const bytes = new Uint8Array(values.length * 2);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => {
    view.setUint16(2 * i, toHalfBits(value), true);
  });
  return bytes;
}

/** The exact values of little-endian float16 bytes; by the platform where it has such numbers. */
export function decodeFloat16(bytes: Uint8Array): Float32Array {
  const { Float16Array } = globalThis as { Float16Array?: new (buffer: ArrayBuffer) => ArrayLike<number> };
  // A copy, since elements of two bytes must be aligned.
  if (Float16Array !== undefined) return new Float32Array(new Float16Array(bytes.slice().buffer));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(bytes.length >> 1);
  for (let i = 0; i < values.length; i++) values[i] = fromHalfBits(view.getUint16(2 * i, true));
  return values;
}

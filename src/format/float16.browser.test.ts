import { expect, test } from 'vitest';
import { fromHalfBits } from '../core/half.ts';
import { decodeFloat16 } from './float16.ts';

test('the platform’s float16 numbers are ours, every pattern of them, wherever they begin', () => {
  const patterns = Uint16Array.from({ length: 65_536 }, (_, pattern) => pattern);
  const bytes = new Uint8Array(1 + patterns.byteLength);
  bytes.set(new Uint8Array(patterns.buffer), 1);
  expect('Float16Array' in globalThis).toBe(true);
  expect(decodeFloat16(bytes.subarray(1))).toEqual(Float32Array.from(patterns, fromHalfBits));
});

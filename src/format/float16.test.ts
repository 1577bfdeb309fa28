import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeFloat16, encodeFloat16 } from './float16.ts';

test.each([
  [0, 0x0000],
  [-0, 0x8000],
  [1, 0x3c00],
  [-2, 0xc000],
  [65_504, 0x7bff],
  [2 ** -24, 0x0001],
  [1 / 3, 0x3555],
  // Half-way between two neighbours: the even one.
  [1 + 2 ** -11, 0x3c00],
  [1 + 3 * 2 ** -11, 0x3c02],
  [2 ** -25, 0x0000],
  [65_520, 0x7c00],
])('%f is written as the half with bits %i, low byte first', (value, bits) => {
  expect([...encodeFloat16(Float32Array.of(value))]).toEqual([bits & 255, bits >> 8]);
});

test('every half but NaN survives decoding and encoding', () => {
  const bytes = new Uint8Array(Uint16Array.from({ length: 65_536 }, (_, i) => i).buffer);
  const values = decodeFloat16(bytes);
  const again = new Uint16Array(encodeFloat16(values).buffer);
  const lost = again.findIndex((bits, i) => bits !== i && !Number.isNaN(values[i]));
  expect(lost).toBe(-1);
});

test('no half is nearer to a number than the one it is written as', () => {
  fc.assert(
    fc.property(fc.float({ min: -65_000, max: 65_000, noNaN: true }), (value) => {
      const bytes = encodeFloat16(Float32Array.of(value));
      const bits = bytes[0]! | (bytes[1]! << 8);
      const off = (half: number): number =>
        Math.abs(decodeFloat16(Uint8Array.of(half & 255, half >> 8))[0]! - value);
      for (const other of [bits - 1, bits + 1]) {
        if ((other & 0x7fff) > 0x7bff || (other & 0x8000) !== (bits & 0x8000)) continue;
        expect(off(bits)).toBeLessThanOrEqual(off(other));
      }
    }),
  );
});

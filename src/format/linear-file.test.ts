import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAttarError } from '../core/errors.ts';
import type { LinearRows } from '../core/linear.ts';
import { decodeLinearRows, encodeLinearRows, linearOrder } from './linear-file.ts';

const ROWS: LinearRows = {
  rows: 2,
  tables: 2,
  offsets: Uint32Array.of(0, 2, 3),
  columns: Uint16Array.of(0, 3, 1),
  codes: Int8Array.of(1, -2, 3, -4, 5, -6),
  scales: Float32Array.of(0.5, 0.25, 2, 1),
};
const EXPECTED = { items: 4, rows: 2, tables: 2 };
const NAME = 'linear-0.safetensors';

describe('a file of the teacher’s rows', () => {
  test('reads back as what was written', () => {
    expect(decodeLinearRows(encodeLinearRows(ROWS), NAME, EXPECTED)).toEqual(ROWS);
  });

  test.each([
    [{ ...EXPECTED, rows: 3 }, /tensor "counts" is U16 \[2\]; expected U16 \[3\]/],
    [{ ...EXPECTED, tables: 1 }, /tensor "codes" is I8 \[2, 3\]; expected I8 \[1, 3\]/],
    [{ ...EXPECTED, items: 3 }, /row 0: column 3 after 0; expected ascending columns below 3/],
    [{ ...EXPECTED, items: 70_000 }, /tensor "columns" is U16 \[3\]; expected U32 \[3\]/],
  ])('is refused where the manifest says %o', (expected, message) => {
    expect(() => decodeLinearRows(encodeLinearRows(ROWS), NAME, expected)).toThrow(message);
  });

  test.each([
    [{ ...ROWS, columns: Uint16Array.of(3, 0, 1) }, /column 0 after 3/],
    [{ ...ROWS, scales: Float32Array.of(1, 1, Number.NaN, 1) }, /a scale is not finite/],
  ])('is refused with such columns or scales', (rows, message) => {
    expect(() => decodeLinearRows(encodeLinearRows(rows), NAME, EXPECTED)).toThrow(message);
  });

  test('damaged in any byte is read as rows or refused with a code, never anything else', () => {
    const whole = encodeLinearRows(ROWS);
    const at = fc.integer({ min: 0, max: whole.length - 1 });
    fc.assert(
      fc.property(at, fc.integer({ min: 1, max: 255 }), (position, change) => {
        const bytes = whole.slice();
        bytes[position]! ^= change;
        try {
          decodeLinearRows(bytes, NAME, EXPECTED);
        } catch (fault) {
          expect(isAttarError(fault)).toBe(true);
        }
      }),
    );
  });
});

test('files hold the most liked items first, ties by index', () => {
  expect([...linearOrder([5, 9, 5, 0])]).toEqual([1, 0, 2, 3]);
});

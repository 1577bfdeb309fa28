import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { roundToHalf } from './half.ts';
import { codeAt } from './hybrid.ts';
import { bestStep, codeOf, oddCodeOf, quantiseSparse, quantiseTable } from './quantise.ts';
import { Random } from './random.ts';

describe('quantiseTable', () => {
  test('packs 4-bit codes two a byte, the even column in the low half, plus 8', () => {
    const table = quantiseTable(Float32Array.of(7, -7, 3, 0), 1, 4, 4);
    expect(table.scales[0]).toBe(1);
    expect([...table.codes]).toEqual([15 | (1 << 4), 11 | (8 << 4)]);
    expect([0, 1, 2, 3].map((column) => codeAt(table, 0, column))).toEqual([7, -7, 3, 0]);
  });

  test('holds two bits as the odd codes −3 … 3, three as −3 … 3, both in four bits of memory', () => {
    const two = quantiseTable(Float32Array.of(3, -3, 1, -1), 1, 4, 2);
    expect(two).toMatchObject({ bits: 4, storedBits: 2 });
    expect(two.scales[0]).toBe(1);
    expect([0, 1, 2, 3].map((column) => codeAt(two, 0, column))).toEqual([3, -3, 1, -1]);
    const three = quantiseTable(Float32Array.of(3, -2, 1, 0), 1, 4, 3);
    expect(three).toMatchObject({ bits: 4, storedBits: 3 });
    expect([0, 1, 2, 3].map((column) => codeAt(three, 0, column))).toEqual([3, -2, 1, 0]);
  });

  test('takes the nearest odd code: borders lie at −2, 0 and 2 steps', () => {
    const values = [-9, -2.1, -1.9, -0.1, 0.1, 1.9, 2.1, 9];
    expect(values.map((value) => oddCodeOf(value, 1))).toEqual([-3, -3, -1, -1, 1, 1, 3, 3]);
    expect(oddCodeOf(5, 0)).toBe(1);
  });

  test.each([
    [4, 0.0082],
    [3, 0.0376],
    [2, 0.1065],
  ] as const)('at %i bits has relative squared error %f on normal rows of 32', (bits, expected) => {
    const random = new Random(1);
    const rows = 500;
    const values = Float32Array.from({ length: 32 * rows }, () => random.normal());
    const table = quantiseTable(values, rows, 32, bits);
    let lost = 0;
    values.forEach((value, i) => {
      lost += (value - codeAt(table, 0, i) * table.scales[i >> 5]!) ** 2;
    });
    const whole = values.reduce((sum, value) => sum + value * value, 0);
    expect(lost / whole / expected).toBeCloseTo(1, 1);
  });

  test('never has a larger squared error than the scale that just covers the largest value', () => {
    const values = fc.float32Array({ minLength: 8, maxLength: 8, min: -4, max: 4, noNaN: true });
    fc.assert(
      fc.property(values, fc.constantFrom(4 as const, 8 as const), (row, bits) => {
        const top = 2 ** (bits - 1) - 1;
        const table = quantiseTable(row, 1, 8, bits);
        const plain = roundToHalf(Math.max(...row.map(Math.abs)) / top);
        const error = (step: number, code: (c: number) => number): number =>
          row.reduce((sum, value, c) => sum + (code(c) * step - value) ** 2, 0);
        const own = error(table.scales[0]!, (c) => codeAt(table, 0, c));
        expect(own).toBeLessThanOrEqual(error(plain, (c) => codeOf(row[c]!, plain, top)) * (1 + 1e-9));
      }),
    );
  });

  test('a row of zeros has scale 0 and codes 0', () => {
    const table = quantiseTable(new Float32Array(4), 1, 4, 4);
    expect(table.scales[0]).toBe(0);
    expect([0, 1, 2, 3].map((column) => codeAt(table, 0, column))).toEqual([0, 0, 0, 0]);
  });

  test('steps are exact float16 values', () => {
    const step = bestStep(Float32Array.of(0.123, -0.456, 0.789), 127);
    expect(roundToHalf(step)).toBe(step);
  });

  test('clips one large value when that serves the others better', () => {
    const row = new Float32Array(64).fill(0.12);
    row[0] = 1;
    expect(bestStep(row, 7)).toBeLessThan(1 / 7);
    expect(codeOf(1, bestStep(row, 7), 7)).toBe(7);
  });
});

describe('quantiseSparse', () => {
  test('has one scale a row and keeps the support', () => {
    const table = quantiseSparse({
      rows: 3,
      offsets: Uint32Array.of(0, 2, 2, 3),
      columns: Uint32Array.of(1, 2, 0),
      values: Float32Array.of(1.27, -0.64, 0.5),
    });
    expect([...table.offsets]).toEqual([0, 2, 2, 3]);
    expect(table.columns).toBeInstanceOf(Uint16Array);
    expect(table.codes[0]! * table.scales[0]!).toBeCloseTo(1.27, 2);
    expect(table.codes[1]! * table.scales[0]!).toBeCloseTo(-0.64, 2);
    expect(table.scales[1]).toBe(0);
    expect(table.codes[2]).toBe(127);
  });
});

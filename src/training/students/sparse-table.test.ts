import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pruneTable } from './sparse-table.ts';

describe('pruneTable', () => {
  test('keeps the largest magnitudes of the whole table, with their signs', () => {
    const table = pruneTable(Float32Array.of(0, 0.5, -0.1, 0.2, 0, -0.9, 0.05, 0.3, 0), 3, 3);
    expect([...table.offsets]).toEqual([0, 1, 2, 3]);
    expect([...table.columns]).toEqual([1, 2, 1]);
    expect([...table.values].map((value) => Math.round(value * 100) / 100)).toEqual([0.5, -0.9, 0.3]);
  });

  test('keeps exactly as many entries as asked for when magnitudes tie', () => {
    const table = pruneTable(Float32Array.of(1, 1, -1, 1), 2, 3);
    expect([...table.values]).toEqual([1, 1, -1]);
  });

  test('never keeps zeros', () => {
    expect(pruneTable(Float32Array.of(0, 0, 0, 2), 2, 3).values).toHaveLength(1);
  });

  test('keeps what sorting by magnitude keeps', () => {
    const square = fc.float32Array({ minLength: 36, maxLength: 36, noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(square, fc.integer({ min: 1, max: 36 }), (values, entries) => {
        const sorted = [...values].map(Math.abs).sort((a, b) => b - a);
        const kept = [...pruneTable(values, 6, entries).values].map(Math.abs).sort((a, b) => b - a);
        expect(kept).toEqual(sorted.slice(0, entries).filter((magnitude) => magnitude > 0));
      }),
    );
  });
});

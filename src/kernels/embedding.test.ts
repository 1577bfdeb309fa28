import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Kernels, openKernels } from './index.ts';
import { eachEntry, sumRows } from './reference.ts';
import {
  float32Of,
  largestDifference,
  randomHistories,
  randomNumbers,
  randomValues,
  uint32Of,
} from './testing.ts';

describe('sumRows and scatterRows', () => {
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = await openKernels({ threads: 2 });
  });
  afterAll(() => kernels.close());

  const shape = fc.record({
    rows: fc.integer({ min: 0, max: 30 }),
    tableRows: fc.integer({ min: 1, max: 40 }),
    columns: fc.integer({ min: 1, max: 40 }),
    longest: fc.integer({ min: 0, max: 10 }),
    seed: fc.nat(),
  });

  test('sums the weighted rows of two histories, one of them empty', () => {
    const table = float32Of(kernels, [1, 2, 10, 20, 100, 200]);
    const offsets = uint32Of(kernels, [0, 2, 2]);
    const indices = uint32Of(kernels, [2, 0]);
    const weights = float32Of(kernels, [1, -3]);
    const out = kernels.float32(4).fill(9);
    kernels.sumRows({ table, columns: 2, offsets, indices, weights, rows: 2, out });
    expect([...out]).toEqual([100 - 3, 200 - 6, 0, 0]);
    kernels.sumRows({ table, columns: 2, offsets, indices, weights, rows: 2, out, accumulate: true });
    expect([...out]).toEqual([194, 388, 0, 0]);
  });

  test('sumRows equals the reference for any shape', () => {
    fc.assert(
      fc.property(shape, ({ columns, seed, ...size }) => {
        kernels.scoped(() => {
          const random = randomNumbers(seed);
          const histories = randomHistories(kernels, size, random);
          const table = randomValues(kernels, size.tableRows * columns, random);
          const out = randomValues(kernels, size.rows * columns, random);
          kernels.sumRows({ ...histories, table, columns, out });
          expect(largestDifference(out, sumRows(histories, table, columns))).toBeLessThan(1e-5);
        });
      }),
    );
  });

  test('scatterRows adds each gradient row to the rows its history names, twice if named twice', () => {
    fc.assert(
      fc.property(shape, ({ columns, seed, ...size }) => {
        kernels.scoped(() => {
          const random = randomNumbers(seed);
          const histories = randomHistories(kernels, size, random);
          const gradient = randomValues(kernels, size.rows * columns, random);
          const table = randomValues(kernels, size.tableRows * columns, random);
          const expected = Float64Array.from(table);
          eachEntry(histories, (row, index, weight) => {
            for (let c = 0; c < columns; c++)
              expected[index * columns + c]! += weight * gradient[row * columns + c]!;
          });
          kernels.scatterRows({ ...histories, gradient, columns, table });
          expect(largestDifference(table, expected)).toBeLessThan(1e-5);
        });
      }),
    );
  });

  test('an index outside the table or offsets that fall are refused before anything is written', () => {
    const table = kernels.float32(6);
    const out = kernels.float32(2).fill(9);
    const weights = kernels.float32(2);
    const options = { table, columns: 2, weights, rows: 1, out };
    const offsets = uint32Of(kernels, [0, 2]);
    const indices = uint32Of(kernels, [0, 3]);
    expect(() => kernels.sumRows({ ...options, offsets, indices })).toThrow(
      /indices\[1\] is 3, but there are only 3/,
    );
    const falling = uint32Of(kernels, [2, 0]);
    expect(() => kernels.sumRows({ ...options, offsets: falling, indices })).toThrow(/offsets must ascend/);
    expect([...out]).toEqual([9, 9]);
  });
});

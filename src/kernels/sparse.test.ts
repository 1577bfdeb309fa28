import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Kernels, openKernels } from './index.ts';
import { densify, eachEntry, sumRows } from './reference.ts';
import {
  float32Of,
  largestDifference,
  randomHistories,
  randomNumbers,
  randomTable,
  randomValues,
  uint32Of,
} from './testing.ts';

describe('sparseForward and sparseBackward', () => {
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = await openKernels({ threads: 2 });
  });
  afterAll(() => kernels.close());

  const shape = fc.record({
    rows: fc.integer({ min: 0, max: 30 }),
    tableRows: fc.integer({ min: 1, max: 40 }),
    columns: fc.integer({ min: 1, max: 50 }),
    longest: fc.integer({ min: 0, max: 9 }),
    seed: fc.nat(),
  });

  function randomCase(
    size: { rows: number; tableRows: number; columns: number; longest: number },
    seed: number,
  ) {
    const random = randomNumbers(seed);
    return {
      ...randomHistories(kernels, size, random),
      ...randomTable(kernels, size, random),
      columns: size.columns,
      gates: randomValues(kernels, size.rows, random),
      scores: randomValues(kernels, size.rows * size.columns, random),
    };
  }

  test('adds gate · weight · value at the table row’s columns', () => {
    const scores = float32Of(kernels, [1, 1, 1]);
    kernels.sparseForward({
      rows: 1,
      offsets: uint32Of(kernels, [0, 2]),
      indices: uint32Of(kernels, [1, 0]),
      weights: float32Of(kernels, [1, -1]),
      gates: float32Of(kernels, [2]),
      tableOffsets: uint32Of(kernels, [0, 1, 3]),
      tableColumns: uint32Of(kernels, [2, 0, 2]),
      tableValues: float32Of(kernels, [5, 3, 4]),
      columns: 3,
      scores,
    });
    expect([...scores]).toEqual([1 + 2 * 3, 1, 1 + 2 * 4 - 2 * 5]);
  });

  test('forward equals the dense product for any shape', () => {
    fc.assert(
      fc.property(shape, ({ seed, ...size }) => {
        kernels.scoped(() => {
          const options = randomCase(size, seed);
          const sums = sumRows(options, densify(options, options.tableValues), size.columns);
          const expected = sums.map(
            (sum, i) => options.scores[i]! + options.gates[Math.floor(i / size.columns)]! * sum,
          );
          kernels.sparseForward(options);
          expect(largestDifference(options.scores, expected)).toBeLessThan(1e-5);
        });
      }),
    );
  });

  test('backward gives the gradients of values and gates for any shape', () => {
    fc.assert(
      fc.property(shape, ({ seed, ...size }) => {
        kernels.scoped(() => {
          const { scores: gradientScores, ...options } = randomCase(size, seed);
          const gradientValues = kernels.float32(options.tableValues.length).fill(1);
          const gradientGates = kernels.float32(size.rows).fill(9);
          const expectedValues = new Float64Array(gradientValues);
          const expectedGates = new Float64Array(size.rows);
          eachEntry(options, (row, index, weight) => {
            for (let t = options.tableOffsets[index]!; t < options.tableOffsets[index + 1]!; t++) {
              const gradient = gradientScores[row * size.columns + options.tableColumns[t]!]!;
              expectedValues[t]! += options.gates[row]! * weight * gradient;
              expectedGates[row]! += weight * options.tableValues[t]! * gradient;
            }
          });
          kernels.sparseBackward({ ...options, gradientScores, gradientValues, gradientGates });
          expect(largestDifference(gradientValues, expectedValues)).toBeLessThan(1e-5);
          expect(largestDifference(gradientGates, expectedGates)).toBeLessThan(1e-5);
        });
      }),
    );
  });

  test('a column outside the scores is refused', () => {
    const options = randomCase({ rows: 2, tableRows: 3, columns: 5, longest: 4 }, 1);
    options.tableColumns.fill(5);
    expect(() => kernels.sparseForward(options)).toThrow(/tableColumns\[0\] is 5, but there are only 5/);
  });
});

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Kernels, openKernels } from './index.ts';
import { crossEntropyRow, softmaxRow } from './reference.ts';
import { float32Of, largestDifference, randomNumbers, randomValues } from './testing.ts';

describe('softmax', () => {
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = await openKernels({ threads: 2 });
  });
  afterAll(() => kernels.close());

  test('gives 1/4 and 3/4 for logits 0 and ln 3', () => {
    const values = float32Of(kernels, [0, Math.log(3)]);
    kernels.softmax({ values, rows: 1, columns: 2 });
    expect(values[0]).toBeCloseTo(1 / 4, 6);
    expect(values[1]).toBeCloseTo(3 / 4, 6);
  });

  test('gives exactly 0 to a column masked by −1e9 or −Infinity', () => {
    const values = float32Of(kernels, [1, -1e9, 1, Number.NEGATIVE_INFINITY, -1e9]);
    kernels.softmax({ values, rows: 1, columns: 5 });
    expect([...values]).toEqual([0.5, 0, 0.5, 0, 0]);
  });

  test('does not overflow for large logits', () => {
    const values = float32Of(kernels, [1000, 1000, -1000]);
    kernels.softmax({ values, rows: 1, columns: 3 });
    expect([...values]).toEqual([0.5, 0.5, 0]);
  });

  test('equals the reference for any number of rows and columns', () => {
    const shape = fc.record({
      rows: fc.integer({ min: 1, max: 20 }),
      columns: fc.integer({ min: 1, max: 700 }),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(shape, ({ rows, columns, seed }) => {
        kernels.scoped(() => {
          const values = randomValues(kernels, rows * columns, randomNumbers(seed)).map((value) => value * 9);
          const result = float32Of(kernels, values);
          kernels.softmax({ values: result, rows, columns });
          for (let r = 0; r < rows; r++) {
            const part = (array: Float32Array) => array.subarray(r * columns, (r + 1) * columns);
            expect(largestDifference(part(result), softmaxRow(part(values)))).toBeLessThan(1e-6);
          }
        });
      }),
      { numRuns: 40 },
    );
  });
});

describe('softmaxCrossEntropy', () => {
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = await openKernels({ threads: 2 });
  });
  afterAll(() => kernels.close());

  test('gives ln 4 and softmax − target for four equal logits', () => {
    const logits = kernels.float32(4);
    const targets = float32Of(kernels, [0, 1, 0, 0]);
    const losses = kernels.float64(1);
    kernels.softmaxCrossEntropy({ logits, targets, rows: 1, columns: 4, scale: 2, losses });
    expect(losses[0]).toBeCloseTo(Math.log(4), 12);
    expect([...logits]).toEqual([0.5, -1.5, 0.5, 0.5]);
  });

  test('leaves masked columns out of loss and gradient', () => {
    const logits = float32Of(kernels, [0, -1e9, 0, Number.NEGATIVE_INFINITY]);
    const targets = float32Of(kernels, [0.5, 0, 0.5, 0]);
    const losses = kernels.float32(1);
    kernels.softmaxCrossEntropy({ logits, targets, rows: 1, columns: 4, scale: 1, losses });
    expect(losses[0]).toBeCloseTo(Math.log(2), 6);
    expect([...logits]).toEqual([0, 0, 0, 0]);
  });

  test('equals the reference for any shape, with targets that sum to 1 or less', () => {
    const shape = fc.record({
      rows: fc.integer({ min: 1, max: 12 }),
      columns: fc.integer({ min: 1, max: 600 }),
      mass: fc.constantFrom(1, 0.25, 0),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(shape, ({ rows, columns, mass, seed }) => {
        kernels.scoped(() => {
          const random = randomNumbers(seed);
          const logits = randomValues(kernels, rows * columns, random).map((value) => value * 5);
          const targets = kernels.float32(rows * columns);
          for (let r = 0; r < rows; r++) {
            const row = softmaxRow(Array.from({ length: columns }, () => random() * 4));
            targets.set(
              row.map((value) => value * mass),
              r * columns,
            );
          }
          const gradient = float32Of(kernels, logits);
          const losses = kernels.float64(rows);
          kernels.softmaxCrossEntropy({ logits: gradient, targets, rows, columns, scale: 3, losses });
          for (let r = 0; r < rows; r++) {
            const part = (array: Float32Array) => array.subarray(r * columns, (r + 1) * columns);
            const expected = softmaxRow(part(logits)).map((q, j) => (q - part(targets)[j]!) * 3);
            expect(largestDifference(part(gradient), expected)).toBeLessThan(3e-6);
            expect(losses[r]).toBeCloseTo(crossEntropyRow(part(logits), part(targets)), 4);
          }
        });
      }),
      { numRuns: 40 },
    );
  });

  test('keeps the loss of 10,000 columns exact to 1e-5', () => {
    kernels.scoped(() => {
      const columns = 10_000;
      const logits = randomValues(kernels, columns, randomNumbers(5));
      const before = Float64Array.from(logits);
      const targets = kernels.float32(columns).fill(1 / columns);
      const losses = kernels.float64(1);
      kernels.softmaxCrossEntropy({ logits, targets, rows: 1, columns, scale: 1, losses });
      expect(Math.abs(losses[0]! - crossEntropyRow(before, targets))).toBeLessThan(1e-5);
    });
  });
});

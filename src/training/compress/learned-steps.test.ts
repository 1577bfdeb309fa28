import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeAt, type QuantisedTable } from '../../core/hybrid.ts';
import { tableSteps } from '../../core/quantise.ts';
import { Random } from '../../core/random.ts';
import { type Kernels, openKernels } from '../../kernels/index.ts';
import { createHybrid, type HybridParameters, type LearnedSteps } from '../students/hybrid-parameters.ts';
import { noEntries } from '../students/sparse-table.ts';
import { QuantisedTables, settle, withLearnedSteps } from './learned-steps.ts';
import { quantiseHybrid } from './quantise-hybrid.ts';

const ITEMS = 40;
const DIM = 6;
const BITS = [2, 3, 4, 8] as const;

let kernels: Kernels;
beforeAll(async () => {
  kernels = await openKernels({ threads: 1, variant: 'simd' });
});
afterAll(() => kernels.close());

type Stepped = HybridParameters & { readonly steps: LearnedSteps };

/** A student whose steps are learned, each some way from where it began, so that codes are clipped too. */
function student(bits: (typeof BITS)[number]): { parameters: Stepped; quantised: QuantisedTables } {
  const random = new Random(7);
  const start = {
    dim: DIM,
    exponent: 0.5,
    inScale: 0.3,
    outScale: 0.2,
    gates: [0, 0, 0],
    biasScale: 0,
  } as const;
  const plain = createHybrid(kernels, noEntries(ITEMS), new Float32Array(ITEMS), start, random);
  const parameters = withLearnedSteps(kernels, plain, bits);
  const quantised = new QuantisedTables(kernels, parameters, parameters.steps);
  quantised.start();
  for (const side of ['in', 'out'] as const) {
    const { weights } = parameters.steps[side];
    weights.forEach((step, row) => {
      weights[row] = step * (0.6 + 0.8 * random.uniform());
    });
  }
  quantised.round();
  return { parameters, quantised };
}

function valuesOf(table: QuantisedTable): Float32Array {
  return Float32Array.from(
    { length: table.rows * table.columns },
    (_, i) => table.scales[Math.floor(i / table.columns)]! * codeAt(table, 0, i),
  );
}

const codesOf = (table: QuantisedTable): number[] =>
  Array.from({ length: table.rows * table.columns }, (_, i) => codeAt(table, 0, i));

describe('QuantisedTables', () => {
  test('begins with the steps of least squared error', () => {
    const { parameters, quantised } = student(4);
    quantised.start();
    expect(parameters.steps.in.weights).toEqual(tableSteps(parameters.in.weights, ITEMS, DIM, 4));
    expect(parameters.steps.out.weights).toEqual(tableSteps(parameters.out.weights, ITEMS, DIM, 4));
  });

  test('learns steps at 1 / √(dim · top) of the rate of the weights', () => {
    const rates = BITS.map((bits) => student(bits).quantised.rate ** -2);
    expect(rates.map(Math.round)).toEqual([6 * 3, 6 * 3, 6 * 7, 6 * 127]);
  });

  test('leaves the full-precision weights as they are', () => {
    const { parameters, quantised } = student(3);
    const before = parameters.out.weights.slice();
    quantised.round();
    expect(parameters.out.weights).toEqual(before);
    expect(quantised.tables.out).not.toEqual(before);
  });
});

describe.each(BITS)('a student trained at %i bits', (bits) => {
  test('ships the tables that its last forward pass would read', () => {
    const { parameters, quantised } = student(bits);
    settle(parameters, parameters.steps);
    const shipped = quantiseHybrid(parameters, bits);
    expect(valuesOf(shipped.in)).toEqual(quantised.tables.in.map((value) => value + 0));
    expect(valuesOf(shipped.out)).toEqual(quantised.tables.out.map((value) => value + 0));
  });

  test('keeps its codes when table and steps are made louder or quieter together', () => {
    const { parameters } = student(bits);
    settle(parameters, parameters.steps);
    const before = codesOf(quantiseHybrid(parameters, bits).out);
    for (const volume of [0.05, 0.3, 0.85, 1.2, 3]) {
      const louder = student(bits).parameters;
      settle(louder, louder.steps);
      for (const { weights } of [louder.out, louder.steps.out]) {
        weights.forEach((value, i) => {
          weights[i] = value * volume;
        });
      }
      expect(codesOf(quantiseHybrid(louder, bits).out)).toEqual(before);
    }
  });
});

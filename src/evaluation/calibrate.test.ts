import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Folds, matrixOf } from '../core/interactions.ts';
import { Random } from '../core/random.ts';
import { type Kernels, openKernels } from '../kernels/index.ts';
import { withLearnedSteps } from '../training/compress/learned-steps.ts';
import { createHybrid, type HybridParameters } from '../training/students/hybrid-parameters.ts';
import { calibrate } from './calibrate.ts';
import { meanLogQuality } from './quality.ts';
import { hybridScorer } from './scorers.ts';

const ITEMS = 12;
let kernels: Kernels;
beforeAll(async () => {
  kernels = await openKernels({ threads: 1 });
});
afterAll(() => kernels.close());

/** Item i is followed by item i + 1: what the sparse part knows and random low-rank tables do not. */
const next = {
  rows: ITEMS,
  offsets: Uint32Array.from({ length: ITEMS + 1 }, (_, row) => row),
  columns: Uint32Array.from({ length: ITEMS }, (_, row) => (row + 1) % ITEMS),
  values: new Float32Array(ITEMS).fill(1),
};

/** The sparse part is right about everybody; the low-rank part is noise. */
function noisyStudent(): { parameters: HybridParameters; folds: Folds } {
  const start = { dim: 4, exponent: 0.5, inScale: 1, outScale: 1, gates: [0, 0, 0], biasScale: 0 } as const;
  const parameters = createHybrid(kernels, next, new Float32Array(ITEMS), start, new Random(2));
  const rows = Array.from({ length: ITEMS }, (_, item) => item);
  const fold = {
    history: matrixOf(
      rows.map((item) => [item]),
      ITEMS,
    ),
    targets: matrixOf(
      rows.map((item) => [(item + 1) % ITEMS]),
      ITEMS,
    ),
  };
  return { parameters, folds: { '80%': fold, '5': fold, '10': fold, '20': fold } };
}

test('turns down a part that only disturbs, on validation users alone', async () => {
  const { parameters, folds } = noisyStudent();
  const before = await meanLogQuality(hybridScorer(kernels, parameters), folds);
  const values = parameters.values.weights.slice();
  const volumes = await calibrate(kernels, parameters, folds);
  const after = await meanLogQuality(hybridScorer(kernels, parameters), folds);
  expect(volumes.lowRank).toBeLessThan(0.5);
  expect(after).toBeGreaterThan(before);
  expect(after).toBeCloseTo(0, 6);
  expect(parameters.values.weights).toEqual(values);
});

test('turns the learned steps of the low-rank part down with it', async () => {
  const { parameters, folds } = noisyStudent();
  const stepped = withLearnedSteps(kernels, parameters, 4);
  stepped.steps.in.weights.fill(0.5);
  stepped.steps.out.weights.fill(0.5);
  const { lowRank } = await calibrate(kernels, stepped, folds);
  expect(stepped.steps.in.weights).toEqual(new Float32Array(ITEMS).fill(0.5));
  expect(stepped.steps.out.weights).toEqual(new Float32Array(ITEMS).fill(0.5 * lowRank));
});

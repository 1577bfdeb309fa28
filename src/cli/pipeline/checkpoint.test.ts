import { afterAll, beforeAll, expect, test } from 'vitest';
import { countItems, matrixOf } from '../../core/interactions.ts';
import { Random } from '../../core/random.ts';
import { type Kernels, openKernels } from '../../kernels/index.ts';
import { withLearnedSteps } from '../../training/compress/learned-steps.ts';
import { distil } from '../../training/distil/distil.ts';
import { createHybrid, type HybridParameters } from '../../training/students/hybrid-parameters.ts';
import { noEntries } from '../../training/students/sparse-table.ts';
import { encodeCheckpoint, restoreCheckpoint } from './checkpoint.ts';

const ITEMS = 12;
const training = matrixOf(
  Array.from({ length: 40 }, (_, user) =>
    [0, 1, 2, 3].map((like) => (user + like * (1 + (user % 2))) % ITEMS),
  ),
  ITEMS,
);
const OPTIONS = {
  epochs: 4,
  batch: 16,
  learningRate: 0.02,
  rates: {},
  lambda: 0,
  temperature: 1,
  quantiseFrom: 0.5,
  seed: 3,
  shortShare: 0.3,
  shortMax: 3,
  keepMin: 0.1,
  keepMax: 0.9,
};

let kernels: Kernels;
beforeAll(async () => {
  kernels = await openKernels({ threads: 1, variant: 'simd' });
});
afterAll(() => kernels.close());

function student(): HybridParameters {
  const start = {
    dim: 4,
    exponent: 0.5,
    inScale: 0.1,
    outScale: 0.1,
    gates: [0, 0, 0],
    biasScale: 0.2,
  } as const;
  const parameters = createHybrid(kernels, noEntries(ITEMS), countItems(training), start, new Random(1));
  return withLearnedSteps(kernels, parameters, 3);
}

// Quantisation begins after two epochs: a run may stop before, then and after.
test.each([1, 2, 3])(
  'a run that goes on from its checkpoint of epoch %i ends with the same bytes',
  async (epoch) => {
    const checkpoints: Uint8Array[] = [];
    const whole = student();
    await distil(kernels, training, null, whole, OPTIONS, {
      fromEpoch: 0,
      onEpoch: (done) => void checkpoints.push(encodeCheckpoint(whole, done)),
    });
    const restored = student();
    const fromEpoch = restoreCheckpoint(restored, checkpoints[epoch - 1]!);
    expect(fromEpoch).toBe(epoch);
    await distil(kernels, training, null, restored, OPTIONS, { fromEpoch });
    expect(encodeCheckpoint(restored, OPTIONS.epochs)).toEqual(checkpoints.at(-1));
  },
);

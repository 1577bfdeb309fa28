import { afterAll, beforeAll, expect, test } from 'vitest';
import { matrixOf } from '../../core/interactions.ts';
import { Random } from '../../core/random.ts';
import { ElsaModel } from '../../evaluation/peers/compressed-elsa/elsa-model.ts';
import type { ElsaLevel } from '../../evaluation/peers/compressed-elsa/sparse-codes.ts';
import { type ElsaOptions, trainElsa } from '../../evaluation/peers/compressed-elsa/train-compressed-elsa.ts';
import { type Kernels, openKernels } from '../../kernels/index.ts';
import { decodeElsa, decodeLevel, encodeElsa, encodeLevel } from './elsa-files.ts';

const ITEMS = 20;
const OPTIONS: ElsaOptions = {
  dim: 64,
  levels: [8, 3],
  denseEpochs: 1,
  shrinkEpochs: 1,
  holdEpochs: 1,
  batch: 16,
  learningRate: 0.05,
  seed: 4,
};
const training = matrixOf(
  Array.from({ length: 60 }, (_, user) => {
    const random = new Random(7, user);
    return Array.from({ length: ITEMS }, (_, item) => item).filter(() => random.uniform() < 0.3);
  }),
  ITEMS,
);

let kernels: Kernels;
beforeAll(async () => {
  kernels = await openKernels({ threads: 2, variant: 'simd' });
});
afterAll(() => kernels.close());

/** Trains to the end or to `stopAfter` epochs, from a checkpoint where one is given; returns the last checkpoint. */
async function train(from: Uint8Array | null, stopAfter = Infinity): Promise<Uint8Array> {
  const { dim, batch, seed } = OPTIONS;
  const model = new ElsaModel(kernels, { items: ITEMS, dim, batch }, new Random(seed));
  const { codes } = model;
  const { epochsDone, levels } = from
    ? decodeElsa(codes, from)
    : { epochsDone: 0, levels: new Array<ElsaLevel>() };
  let last = from!;
  const run = trainElsa(training, model, OPTIONS, {
    fromEpoch: epochsDone,
    onLevel: (level) => void levels.push(level),
    onEpoch: (done) => {
      last = encodeElsa(codes, done, levels);
      if (done === stopAfter) throw new Error('killed');
    },
  });
  await run.catch((error: unknown) => {
    if (!(error instanceof Error && error.message === 'killed')) throw error;
  });
  return last;
}

test('a killed training goes on from its checkpoint to the same bytes, levels included', async () => {
  const whole = await train(null);
  // Epoch 4 has made a level and is within the next.
  for (const stop of [1, 4]) {
    const resumed = await train(await train(null, stop));
    expect(Buffer.compare(resumed, whole), `killed after epoch ${stop}`).toBe(0);
  }
});

test('a level is read as it was written', () => {
  const level: ElsaLevel = {
    items: 2,
    dim: 64,
    entries: 2,
    columns: Uint32Array.of(3, 63, 0, 9),
    unit: Float32Array.of(0.6, 0.8, 1, 0),
  };
  expect(decodeLevel(encodeLevel(level))).toEqual(level);
});

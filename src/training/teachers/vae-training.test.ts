import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countItems, matrixOf } from '../../core/interactions.ts';
import { Random } from '../../core/random.ts';
import { type Kernels, openKernels } from '../../kernels/index.ts';
import { HistoryBatch } from '../students/history-batch.ts';
import { createVae, VAE_ARRAYS, type VaeParameters, vaeWeights } from './vae-parameters.ts';
import { VaeTeacher } from './vae-teacher.ts';
import { trainVae, type VaeOptions } from './vae-training.ts';

const ITEMS = 24;
const OPTIONS: VaeOptions = {
  epochs: 8,
  batch: 32,
  learningRate: 0.02,
  weightDecay: 0.01,
  lengthPower: 0.5,
  noise: 1,
  klWeight: 0.05,
  klWarmUp: 20,
  seed: 3,
  shortShare: 0.3,
  shortMax: 3,
  keepMin: 0.1,
  keepMax: 0.9,
};

/** Users who like items of one of four groups, mostly: there is something to learn. */
const training = matrixOf(
  Array.from({ length: 160 }, (_, user) => {
    const random = new Random(11, user);
    return Array.from({ length: ITEMS }, (_, item) => item).filter(
      (item) => random.uniform() < (item % 4 === user % 4 ? 0.7 : 0.08),
    );
  }),
  ITEMS,
);

let kernels: Kernels;
beforeAll(async () => {
  kernels = await openKernels({ threads: 2, variant: 'simd' });
});
afterAll(() => kernels.close());

function untrained(on: Kernels): VaeParameters {
  const shape = { items: ITEMS, hidden: 12, latent: 4 };
  return createVae(on, shape, countItems(training), new Random(OPTIONS.seed));
}

const weightsOf = ({ arrays }: VaeParameters): Float32Array[] =>
  VAE_ARRAYS.map((name) => arrays[name].weights.slice());

describe('trainVae', () => {
  test('lowers the loss and learns the groups', async () => {
    const parameters = untrained(kernels);
    const losses: number[] = [];
    const options = { ...OPTIONS, epochs: 40 };
    await trainVae(kernels, training, parameters, options, {
      fromEpoch: 0,
      onEpoch: (_done, loss) => void losses.push(loss),
    });
    expect(losses).toHaveLength(40);
    expect(losses.at(-1)!).toBeLessThan(losses[0]! - 0.2);
    const histories = new HistoryBatch(kernels, 1, ITEMS);
    histories.push([1, 5]);
    const logits = kernels.float32(ITEMS);
    new VaeTeacher('VAE', kernels, vaeWeights(parameters)).logits(histories, logits);
    const best = Array.from(logits.keys()).sort((a, b) => logits[b]! - logits[a]!);
    expect(best.slice(0, 6).map((item) => item % 4)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  test('ends with the same bits on one thread and on three', async () => {
    const weights = await Promise.all(
      [1, 3].map(async (threads) => {
        const own = await openKernels({ threads, variant: 'simd' });
        const parameters = untrained(own);
        await trainVae(own, training, parameters, { ...OPTIONS, epochs: 2 }, { fromEpoch: 0 });
        const result = weightsOf(parameters);
        await own.close();
        return result;
      }),
    );
    expect(weights[1]).toEqual(weights[0]);
  });

  test('ends with the same bits when stopped after any epoch and gone on from there', async () => {
    const whole = untrained(kernels);
    await trainVae(kernels, training, whole, OPTIONS, { fromEpoch: 0 });
    const stopped = untrained(kernels);
    const stop = new Error('killed');
    const first = trainVae(kernels, training, stopped, OPTIONS, {
      fromEpoch: 0,
      onEpoch: (done) => {
        if (done === 5) throw stop;
      },
    });
    await expect(first).rejects.toBe(stop);
    await trainVae(kernels, training, stopped, OPTIONS, { fromEpoch: 5 });
    expect(weightsOf(stopped)).toEqual(weightsOf(whole));
  });

  test('ends elsewhere with another seed', async () => {
    const [one, other] = [untrained(kernels), untrained(kernels)];
    await trainVae(kernels, training, one, { ...OPTIONS, epochs: 1 }, { fromEpoch: 0 });
    await trainVae(kernels, training, other, { ...OPTIONS, epochs: 1, seed: 4 }, { fromEpoch: 0 });
    expect(weightsOf(other)).not.toEqual(weightsOf(one));
  });

  test('says so when the loss is no number', async () => {
    const parameters = untrained(kernels);
    parameters.arrays.b4.weights.fill(Number.NaN);
    await expect(trainVae(kernels, training, parameters, OPTIONS, { fromEpoch: 0 })).rejects.toThrowError(
      /loss of epoch 1 is NaN; lower the learning rate/,
    );
  });

  test('gives its working memory back', async () => {
    const parameters = untrained(kernels);
    const before = kernels.mark();
    await trainVae(kernels, training, parameters, { ...OPTIONS, epochs: 1 }, { fromEpoch: 0 });
    expect(kernels.mark()).toBe(before);
  });
});

describe('VaeTeacher', () => {
  test('sees a history and not its order, and no other row of the batch', () => {
    const teacher = new VaeTeacher('VAE', kernels, vaeWeights(untrained(kernels)));
    const logitsOf = (...rows: number[][]): Float32Array => {
      const histories = new HistoryBatch(kernels, rows.length, ITEMS);
      for (const row of rows) histories.push(row);
      const logits = kernels.float32(rows.length * ITEMS);
      teacher.logits(histories, logits);
      return logits.slice(-ITEMS);
    };
    const alone = logitsOf([3, 8, 20]);
    expect(logitsOf([1, 2], [3, 8, 20])).toEqual(alone);
    logitsOf([20, 3, 8]).forEach((logit, item) => expect(logit).toBeCloseTo(alone[item]!, 5));
  });

  test('counts the bytes of weights alone, not of what training needs', () => {
    const teacher = new VaeTeacher('VAE', kernels, vaeWeights(untrained(kernels)));
    const values = 2 * ITEMS * 12 + 12 * 4 * 3 + 12 * 2 + 8 + ITEMS;
    expect(teacher.bytes).toBe(values * 4);
  });

  test('has only finite logits for an empty history', () => {
    const teacher = new VaeTeacher('VAE', kernels, vaeWeights(untrained(kernels)));
    const histories = new HistoryBatch(kernels, 1, ITEMS);
    histories.push([]);
    const logits = kernels.float32(ITEMS);
    teacher.logits(histories, logits);
    expect(logits.every(Number.isFinite)).toBe(true);
  });
});

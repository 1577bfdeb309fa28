import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Random } from '../../core/random.ts';
import { type Kernels, openKernels } from '../../kernels/index.ts';
import { HistoryBatch } from '../students/history-batch.ts';
import { VaeBackward } from './vae-backward.ts';
import { VaeForward } from './vae-forward.ts';
import { createVae, VAE_ARRAYS, type VaeArray, type VaeParameters, vaeWeights } from './vae-parameters.ts';

const ITEMS = 7;
const HIDDEN = 5;
const LATENT = 3;
const HISTORIES = [[0, 3, 5], [2], [1, 2, 4, 6]];
const ROWS = HISTORIES.length;
const TARGETS = [[1, 2], [0, 4, 6], [5]];
const IMPORTANCE = [2, 0.5, 1.5];
const KL_WEIGHT = 0.3;
const NOISE = Array.from({ length: ROWS * LATENT }, (_, i) => Math.sin(3 * i + 1));

let kernels: Kernels;
beforeAll(async () => {
  kernels = await openKernels({ threads: 2, variant: 'simd' });
});
afterAll(() => kernels.close());

/** An autoencoder whose every part is at work. */
function autoencoder(): VaeParameters {
  const random = new Random(5);
  const shape = { items: ITEMS, hidden: HIDDEN, latent: LATENT };
  const parameters = createVae(kernels, shape, [1, 2, 3, 4, 5, 6, 7], random);
  for (const name of VAE_ARRAYS) {
    const { weights } = parameters.arrays[name];
    for (let i = 0; i < weights.length; i++) weights[i]! += 0.4 * random.normal();
  }
  return parameters;
}

type Values = Record<VaeArray, Float64Array>;

/** w · x + b in float64. */
function dense(w: Float64Array, x: readonly number[], b: Float64Array): number[] {
  return Array.from(b, (bias, o) => x.reduce((sum, value, i) => sum + w[o * x.length + i]! * value, bias));
}

/** The model written once more, on one user, in float64. */
function reference(v: Values, history: number[], noise: number[]): { logits: number[]; kl: number } {
  const pooled = Array.from(v.b1, (bias, c) =>
    history.reduce((sum, item) => sum + v.w1[item * HIDDEN + c]! / Math.sqrt(history.length), bias),
  );
  const moments = dense(v.w2, pooled.map(Math.tanh), v.b2);
  const [mean, logVariance] = [moments.slice(0, LATENT), moments.slice(LATENT)];
  const code = mean.map((m, c) => m + noise[c]! * Math.exp(0.5 * logVariance[c]!));
  const kl = mean.reduce((sum, m, c) => {
    const log = logVariance[c]!;
    return sum + 0.5 * (m * m + Math.exp(log) - 1 - log);
  }, 0);
  return { logits: dense(v.w4, dense(v.w3, code, v.b3).map(Math.tanh), v.b4), kl };
}

function lossOf(values: Values): number {
  return HISTORIES.reduce((sum, history, r) => {
    const { logits, kl } = reference(values, history, NOISE.slice(r * LATENT, (r + 1) * LATENT));
    const total = Math.log(logits.reduce((all, logit) => all + Math.exp(logit), 0));
    const wanted = TARGETS[r]!;
    const crossEntropy = wanted.reduce((all, item) => all + (total - logits[item]!) / wanted.length, 0);
    return sum + (IMPORTANCE[r]! * crossEntropy + KL_WEIGHT * kl) / ROWS;
  }, 0);
}

function doubles({ arrays }: VaeParameters): Values {
  return Object.fromEntries(
    VAE_ARRAYS.map((name) => [name, Float64Array.from(arrays[name].weights)]),
  ) as Values;
}

function batchOf(rows: readonly number[][]): HistoryBatch {
  const batch = new HistoryBatch(kernels, ROWS, ITEMS);
  for (const row of rows) batch.push(row);
  return batch;
}

function floats(values: readonly number[]): Float32Array {
  const copy = kernels.float32(values.length);
  copy.set(values);
  return copy;
}

/** Forward, loss and backward pass on kernels. */
function runModel(parameters: VaeParameters): void {
  const batch = batchOf(HISTORIES);
  const noise = floats(NOISE);
  const forward = new VaeForward(kernels, vaeWeights(parameters), ROWS);
  const logits = kernels.float32(ROWS * ITEMS);
  forward.run(batch, noise, logits);
  const losses = kernels.float32(ROWS);
  kernels.crossEntropy({
    logits,
    rows: ROWS,
    columns: ITEMS,
    given: batchOf(HISTORIES.map(() => [])),
    held: batchOf(TARGETS),
    scale: 1 / ROWS,
    losses,
  });
  const backward = new VaeBackward(kernels, parameters, forward, ROWS);
  backward.run(batch, noise, logits, floats(IMPORTANCE), KL_WEIGHT);
}

describe('the autoencoder', () => {
  test('scores as its formulas say, with noise and without', () => {
    const parameters = autoencoder();
    const forward = new VaeForward(kernels, vaeWeights(parameters), ROWS);
    for (const noise of [NOISE, null]) {
      const logits = kernels.float32(ROWS * ITEMS);
      forward.run(batchOf(HISTORIES), noise && floats(noise), logits);
      const expected = HISTORIES.flatMap((history, r) => {
        const own = noise ? noise.slice(r * LATENT, (r + 1) * LATENT) : [0, 0, 0];
        return reference(doubles(parameters), history, own).logits;
      });
      expected.forEach((value, i) => expect(logits[i]).toBeCloseTo(value, 5));
    }
  });

  test.each(VAE_ARRAYS)('has the gradient of %s that finite differences have', (name) => {
    const parameters = autoencoder();
    runModel(parameters);
    const values = doubles(parameters);
    const step = 1e-5;
    values[name].forEach((value, i) => {
      values[name][i] = value + step;
      const above = lossOf(values);
      values[name][i] = value - step;
      const below = lossOf(values);
      values[name][i] = value;
      expect(parameters.arrays[name].gradient[i]).toBeCloseTo((above - below) / (2 * step), 4);
    });
  });

  test('gives the same gradients when run again', () => {
    const parameters = autoencoder();
    const gradients = [1, 2].map(() => {
      runModel(parameters);
      return VAE_ARRAYS.map((name) => parameters.arrays[name].gradient.slice());
    });
    expect(gradients[1]).toEqual(gradients[0]);
  });
});

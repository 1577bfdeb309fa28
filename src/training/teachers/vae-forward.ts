import type { Kernels } from '../../kernels/index.ts';
import { denseForward, tanhForward } from '../layers.ts';
import type { HistoryBatch } from '../students/history-batch.ts';
import type { VaeWeights } from './vae-parameters.ts';

/**
 * Forward pass of the multinomial variational autoencoder (Liang et al. 2018, §2) on a batch of histories:
 *
 *   hidden = tanh(w1 · history / ‖history‖ + b1)         latent mean, log variance = w2 · hidden + b2
 *   code = mean + noise · √variance                      logits = w4 · tanh(w3 · code + b3) + b4
 */
export class VaeForward {
  readonly weights: VaeWeights;
  /** hidden[rows, hidden] of the encoder. */
  readonly encoded: Float32Array;
  /** moments[rows, 2 · latent]: mean, then log variance. */
  readonly moments: Float32Array;
  /** code[rows, latent] */
  readonly code: Float32Array;
  /** decoded[rows, hidden] */
  readonly decoded: Float32Array;
  /** One weight an entry of the histories: w / ‖w‖. */
  readonly inputs: { store: Float32Array };
  private readonly kernels: Kernels;
  private readonly ones: Float32Array;

  constructor(kernels: Kernels, weights: VaeWeights, capacity: number) {
    const { hidden, latent } = weights;
    this.kernels = kernels;
    this.weights = weights;
    this.encoded = kernels.float32(capacity * hidden);
    this.moments = kernels.float32(capacity * 2 * latent);
    this.code = kernels.float32(capacity * latent);
    this.decoded = kernels.float32(capacity * hidden);
    this.inputs = { store: kernels.float32(0) };
    this.ones = kernels.float32(capacity).fill(1);
  }

  /** Writes logits[rows, items]; noise[rows, latent] is standard normal, or null for the mean. */
  run(histories: HistoryBatch, noise: Float32Array | null, logits: Float32Array): void {
    const { kernels, encoded, decoded, moments, code } = this;
    const { items, hidden, latent, arrays: a } = this.weights;
    const { rows } = histories;
    this.encode(histories);
    denseForward(kernels, { rows, inputs: hidden, outputs: 2 * latent }, encoded, a.w2, a.b2, moments);
    this.sample(rows, noise);
    denseForward(kernels, { rows, inputs: latent, outputs: hidden }, code, a.w3, a.b3, decoded);
    tanhForward(decoded, rows * hidden);
    kernels.gemm({ m: rows, n: items, k: hidden, a: decoded, b: a.w4, c: logits, transposeB: true });
    kernels.addScaledBias({ scores: logits, rows, columns: items, bias: a.b4, factors: this.ones });
  }

  private encode(histories: HistoryBatch): void {
    const { kernels, encoded, inputs } = this;
    const { hidden, arrays } = this.weights;
    const { rows, offsets, indices } = histories;
    if (inputs.store.length < histories.weights.length) {
      inputs.store = kernels.float32(histories.weights.length);
    }
    normaliseRows(histories, inputs.store);
    for (let r = 0; r < rows; r++) encoded.set(arrays.b1, r * hidden);
    kernels.sumRows({
      table: arrays.w1,
      columns: hidden,
      offsets,
      indices,
      weights: inputs.store,
      rows,
      out: encoded,
      accumulate: true,
    });
    tanhForward(encoded, rows * hidden);
  }

  private sample(rows: number, noise: Float32Array | null): void {
    const { moments, code } = this;
    const { latent } = this.weights;
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < latent; c++) {
        const mean = moments[2 * r * latent + c]!;
        const logVariance = moments[(2 * r + 1) * latent + c]!;
        code[r * latent + c] = noise ? mean + noise[r * latent + c]! * Math.exp(0.5 * logVariance) : mean;
      }
    }
  }
}

/** Each row's weights over their Euclidean norm. */
function normaliseRows({ rows, offsets, weights }: HistoryBatch, out: Float32Array): void {
  for (let r = 0; r < rows; r++) {
    let square = 0;
    for (let e = offsets[r]!; e < offsets[r + 1]!; e++) square += weights[e]! * weights[e]!;
    const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
    for (let e = offsets[r]!; e < offsets[r + 1]!; e++) out[e] = weights[e]! * scale;
  }
}

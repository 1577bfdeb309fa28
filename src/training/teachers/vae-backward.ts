import type { Kernels } from '../../kernels/index.ts';
import { denseBackward, sumColumns, tanhBackward } from '../layers.ts';
import type { HistoryBatch } from '../students/history-batch.ts';
import type { VaeForward } from './vae-forward.ts';
import type { VaeParameters } from './vae-parameters.ts';

/** Gradients of a mean over users of importance_r · cross entropy_r + klWeight · KL(code ‖ standard normal)_r. */
export class VaeBackward {
  private readonly kernels: Kernels;
  private readonly parameters: VaeParameters;
  private readonly forward: VaeForward;
  private readonly hiddenGradient: Float32Array;
  private readonly weighted: Float32Array;
  private readonly codeGradient: Float32Array;
  private readonly momentsGradient: Float32Array;
  private readonly unused: Float32Array;

  constructor(kernels: Kernels, parameters: VaeParameters, forward: VaeForward, capacity: number) {
    const { hidden, latent } = parameters;
    this.kernels = kernels;
    this.parameters = parameters;
    this.forward = forward;
    this.hiddenGradient = kernels.float32(capacity * hidden);
    this.weighted = kernels.float32(capacity * hidden);
    this.codeGradient = kernels.float32(capacity * latent);
    this.momentsGradient = kernels.float32(capacity * 2 * latent);
    this.unused = kernels.float32(capacity);
  }

  /**
   * Fills every gradient after a forward pass on the same histories. `logits` holds d cross entropy_r /
   * d logits over the number of rows; importance[rows] multiplies it.
   */
  run(
    histories: HistoryBatch,
    noise: Float32Array,
    logits: Float32Array,
    importance: Float32Array,
    klWeight: number,
  ): void {
    const { kernels, forward, hiddenGradient, codeGradient, momentsGradient } = this;
    const { hidden, latent, arrays: a } = this.parameters;
    const { rows } = histories;
    this.outputBackward(rows, logits, importance);
    tanhBackward(hiddenGradient, forward.decoded, rows * hidden);
    const decoder = { rows, inputs: latent, outputs: hidden };
    denseBackward(kernels, decoder, hiddenGradient, forward.code, a.w3, a.b3, codeGradient);
    this.sampleBackward(rows, noise, klWeight / rows);
    const encoder = { rows, inputs: hidden, outputs: 2 * latent };
    denseBackward(kernels, encoder, momentsGradient, forward.encoded, a.w2, a.b2, hiddenGradient);
    tanhBackward(hiddenGradient, forward.encoded, rows * hidden);
    this.inputBackward(histories);
  }

  // The importance is folded into the two small factors, not into rows of `logits`.
  private outputBackward(rows: number, logits: Float32Array, importance: Float32Array): void {
    const { kernels, hiddenGradient, weighted } = this;
    const { items, hidden, arrays: a } = this.parameters;
    const { decoded } = this.forward;
    scaleRows(decoded, rows, hidden, importance, weighted);
    const shape = { n: hidden, a: logits };
    kernels.gemm({ ...shape, m: items, k: rows, b: weighted, c: a.w4.gradient, transposeA: true });
    kernels.gemm({ ...shape, m: rows, k: items, b: a.w4.weights, c: hiddenGradient });
    scaleRows(hiddenGradient, rows, hidden, importance, hiddenGradient);
    a.b4.gradient.fill(0);
    kernels.biasBackward({
      gradientScores: logits,
      rows,
      columns: items,
      bias: a.b4.weights,
      factors: importance,
      gradientBias: a.b4.gradient,
      gradientFactors: this.unused,
    });
  }

  private sampleBackward(rows: number, noise: Float32Array, klWeight: number): void {
    const { codeGradient, momentsGradient } = this;
    const { latent } = this.parameters;
    const { moments } = this.forward;
    for (let r = 0; r < rows; r++) {
      for (let c = 0; c < latent; c++) {
        const at = 2 * r * latent + c;
        const deviation = Math.exp(0.5 * moments[at + latent]!);
        const g = codeGradient[r * latent + c]!;
        momentsGradient[at] = g + klWeight * moments[at]!;
        momentsGradient[at + latent] =
          0.5 * (g * noise[r * latent + c]! * deviation + klWeight * (deviation * deviation - 1));
      }
    }
  }

  private inputBackward(histories: HistoryBatch): void {
    const { kernels, hiddenGradient, forward } = this;
    const { hidden, arrays: a } = this.parameters;
    const { rows, offsets, indices } = histories;
    sumColumns(hiddenGradient, rows, hidden, a.b1.gradient);
    a.w1.gradient.fill(0);
    kernels.scatterRows({
      gradient: hiddenGradient,
      columns: hidden,
      offsets,
      indices,
      weights: forward.inputs.store,
      rows,
      table: a.w1.gradient,
    });
  }
}

/** out[r, ·] = values[r, ·] · factors[r] */
function scaleRows(
  values: Float32Array,
  rows: number,
  columns: number,
  factors: Float32Array,
  out: Float32Array,
): void {
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) out[r * columns + c] = values[r * columns + c]! * factors[r]!;
  }
}

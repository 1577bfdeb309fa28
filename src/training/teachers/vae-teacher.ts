import type { Kernels } from '../../kernels/index.ts';
import type { HistoryBatch } from '../students/history-batch.ts';
import type { Teacher } from './teacher.ts';
import { VaeForward } from './vae-forward.ts';
import { VAE_ARRAYS, type VaeWeights } from './vae-parameters.ts';

/** A trained autoencoder: logits from the mean of the latent code, without noise. */
export class VaeTeacher implements Teacher {
  readonly name: string;
  readonly items: number;
  readonly bytes: number;
  private readonly kernels: Kernels;
  private readonly weights: VaeWeights;

  /** The weights lie in the kernels' shared memory. */
  constructor(name: string, kernels: Kernels, weights: VaeWeights) {
    this.name = name;
    this.items = weights.items;
    this.bytes = VAE_ARRAYS.reduce((sum, array) => sum + weights.arrays[array].byteLength, 0);
    this.kernels = kernels;
    this.weights = weights;
  }

  logits(histories: HistoryBatch, out: Float32Array): void {
    this.kernels.scoped(() => {
      new VaeForward(this.kernels, this.weights, histories.rows).run(histories, null, out);
    });
  }
}

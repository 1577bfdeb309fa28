import { type InteractionMatrix, rowOf } from '../../core/interactions.ts';
import { Random } from '../../core/random.ts';
import type { Kernels } from '../../kernels/index.ts';
import type { DistilProgress, DistilRun } from '../distil/distil.ts';
import { type HistorySampling, splitHistory } from '../distil/split-history.ts';
import { halfCosine, runEpoch, runEpochs, trainableUsers } from '../run-epoch.ts';
import { HistoryBatch } from '../students/history-batch.ts';
import { VaeBackward } from './vae-backward.ts';
import { VaeForward } from './vae-forward.ts';
import { VAE_ARRAYS, type VaeParameters, vaeWeights } from './vae-parameters.ts';

/** How a part of each history is drawn (HistorySampling) and what is learned from the rest. */
export interface VaeOptions extends HistorySampling {
  readonly epochs: number;
  /** Users a step. */
  readonly batch: number;
  /** Adam's step size at the start; it falls to zero along half a cosine. */
  readonly learningRate: number;
  /** Decoupled weight decay of the four matrices. */
  readonly weightDecay: number;
  /** A user's loss counts (held-back likes)^lengthPower: 1 as in Liang et al. 2018, 0 for a mean over users. */
  readonly lengthPower: number;
  /** Standard deviations of the noise on the code: 1 for Mult-VAE, 0 for the plain autoencoder Mult-DAE. */
  readonly noise: number;
  /** β of the KL term, reached in a straight line over `klWarmUp` steps. */
  readonly klWeight: number;
  readonly klWarmUp: number;
  readonly seed: number;
}

/**
 * Trains the autoencoder on random-length parts of training histories: it sees a part and learns to find
 * the likes held back, the part itself masked, as it will be used. Liang et al. 2018 instead drop half of
 * the input and reconstruct all of it; on MovieLens' validation users that is worse on long histories.
 *
 * Everything random is drawn from streams named by (seed, epoch, user), so a run that goes on from a
 * checkpoint of the parameters' weights and moments ends with the same bytes as one never stopped.
 */
export async function trainVae(
  kernels: Kernels,
  training: InteractionMatrix,
  parameters: VaeParameters,
  options: VaeOptions,
  run: DistilRun,
): Promise<void> {
  const mark = kernels.mark();
  try {
    const trainer = new Trainer(kernels, training, parameters, options);
    await runEpochs(run, options.epochs, (epoch) => trainer.epoch(epoch, run.onProgress));
  } finally {
    kernels.release(mark);
  }
}

class Trainer {
  private readonly kernels: Kernels;
  private readonly training: InteractionMatrix;
  private readonly parameters: VaeParameters;
  private readonly options: VaeOptions;
  private readonly histories: HistoryBatch;
  /** What each user of the batch must find. */
  private readonly held: HistoryBatch;
  private readonly forward: VaeForward;
  private readonly backward: VaeBackward;
  private readonly noise: Float32Array;
  private readonly logits: Float32Array;
  private readonly importance: Float32Array;
  private readonly losses: Float32Array;
  private readonly users: Uint32Array;

  constructor(kernels: Kernels, training: InteractionMatrix, parameters: VaeParameters, options: VaeOptions) {
    const { batch } = options;
    this.kernels = kernels;
    this.training = training;
    this.parameters = parameters;
    this.options = options;
    this.users = trainableUsers(training);
    this.histories = new HistoryBatch(kernels, batch, training.items);
    this.held = new HistoryBatch(kernels, batch, training.items);
    this.forward = new VaeForward(kernels, vaeWeights(parameters), batch);
    this.backward = new VaeBackward(kernels, parameters, this.forward, batch);
    this.noise = kernels.float32(batch * parameters.latent);
    this.logits = kernels.float32(batch * training.items);
    this.importance = kernels.float32(batch);
    this.losses = kernels.float32(batch);
  }

  /** Runs one epoch; resolves to its mean cross entropy a user. */
  epoch(epoch: number, onProgress?: (progress: DistilProgress) => void): Promise<number> {
    return runEpoch(this.users, epoch, this.options, (...batch) => this.step(...batch), onProgress);
  }

  /** One step of Adam on a batch of users; returns the sum of their cross entropies. */
  private step(users: Uint32Array, epoch: number, step: number, allSteps: number): number {
    const { kernels, histories, held, noise, logits, losses } = this;
    const { items } = this.parameters;
    const { klWeight, klWarmUp } = this.options;
    const rows = users.length;
    this.fillBatch(users, epoch);
    this.forward.run(histories, noise, logits);
    const scale = 1 / rows;
    kernels.crossEntropy({ logits, rows, columns: items, given: histories, held, scale, losses });
    const warmth = Math.min(1, (step + 1) / klWarmUp);
    this.backward.run(histories, noise, logits, this.importance, klWeight * warmth);
    this.update(step, allSteps);
    return losses.subarray(0, rows).reduce((sum, loss) => sum + loss, 0);
  }

  private fillBatch(users: Uint32Array, epoch: number): void {
    const { options, noise, histories, held, importance } = this;
    const { latent } = this.parameters;
    histories.clear();
    held.clear();
    users.forEach((user, row) => {
      const random = new Random(options.seed, epoch, user);
      const split = splitHistory(rowOf(this.training, user), options, random);
      histories.push(split.given);
      held.push(split.held);
      importance[row] = split.held.length ** options.lengthPower;
      if (options.noise > 0) {
        for (let c = 0; c < latent; c++) noise[row * latent + c] = options.noise * random.normal();
      }
    });
  }

  private update(step: number, allSteps: number): void {
    const learningRate = this.options.learningRate * halfCosine(step, allSteps);
    for (const name of VAE_ARRAYS) {
      const { weights, gradient, first, second } = this.parameters.arrays[name];
      const weightDecay = name.startsWith('w') ? this.options.weightDecay : 0;
      this.kernels.adam({ weights, gradient, first, second, step: step + 1, learningRate, weightDecay });
    }
  }
}

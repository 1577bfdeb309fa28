import { type InteractionMatrix, rowOf } from '../../core/interactions.ts';
import { Random } from '../../core/random.ts';
import type { Kernels } from '../../kernels/index.ts';
import { runEpoch, runEpochs, trainableUsers } from '../run-epoch.ts';
import { HybridModel } from '../students/hybrid-model.ts';
import { type HybridParameters, TRAINABLE_NAMES, type TrainableName } from '../students/hybrid-parameters.ts';
import type { SoftLabels } from './soft-labels.ts';
import { fillTargets, maskGiven, type TargetMixture } from './soft-targets.ts';
import { type HistorySampling, type SplitHistory, splitHistory } from './split-history.ts';

export interface DistilOptions extends HistorySampling, TargetMixture {
  readonly epochs: number;
  /** Users a step. */
  readonly batch: number;
  /** Adam's step size at the start; it falls to zero along half a cosine. */
  readonly learningRate: number;
  /** Step size of one part relative to `learningRate`; 0 freezes it. Default 1. */
  readonly rates: Partial<Record<TrainableName, number>>;
  readonly seed: number;
}

export interface DistilProgress {
  /** Epochs done, a fraction while one is running. */
  readonly epoch: number;
  /** Mean loss of this epoch so far, nats a user. */
  readonly loss: number;
}

export interface DistilRun {
  /** First epoch to run: 0, or where a checkpoint left off. */
  readonly fromEpoch: number;
  readonly onProgress?: (progress: DistilProgress) => void;
  /** Called after every epoch with the epochs done; the parameters (and Adam's moments) may be saved then. */
  readonly onEpoch?: (epochsDone: number, loss: number) => void | Promise<void>;
}

/**
 * Trains a hybrid student on random-length parts of training histories against the teacher's view of the
 * whole history. Everything random is drawn from streams named by (seed, epoch, user), so a run that
 * goes on from a checkpoint ends with the same bytes as one that was never stopped.
 */
export async function distil(
  kernels: Kernels,
  training: InteractionMatrix,
  labels: SoftLabels,
  parameters: HybridParameters,
  options: DistilOptions,
  run: DistilRun,
): Promise<void> {
  const mark = kernels.mark();
  try {
    const trainer = new Trainer(kernels, training, labels, parameters, options);
    await runEpochs(run, options.epochs, (epoch) => trainer.epoch(epoch, run.onProgress));
  } finally {
    kernels.release(mark);
  }
}

class Trainer {
  private readonly kernels: Kernels;
  private readonly training: InteractionMatrix;
  private readonly labels: SoftLabels;
  private readonly options: DistilOptions;
  private readonly model: HybridModel;
  private readonly targets: Float32Array;
  private readonly losses: Float32Array;
  private readonly users: Uint32Array;

  constructor(
    kernels: Kernels,
    training: InteractionMatrix,
    labels: SoftLabels,
    parameters: HybridParameters,
    options: DistilOptions,
  ) {
    this.kernels = kernels;
    this.training = training;
    this.labels = labels;
    this.options = options;
    this.users = trainableUsers(training);
    this.model = new HybridModel(kernels, parameters, options.batch);
    this.targets = kernels.float32(options.batch * training.items);
    this.losses = kernels.float32(options.batch);
  }

  /** Runs one epoch; resolves to its mean loss a user. */
  epoch(epoch: number, onProgress?: (progress: DistilProgress) => void): Promise<number> {
    return runEpoch(this.users, epoch, this.options, (...batch) => this.step(...batch), onProgress);
  }

  /** One step of Adam on a batch of users; returns the sum of their losses. */
  private step(users: Uint32Array, epoch: number, step: number, allSteps: number): number {
    const { kernels, model, options, losses } = this;
    const splits = this.fillHistories(users, epoch);
    fillTargets(kernels, this.labels, users, splits, options, this.targets);
    const logits = model.forward();
    maskGiven(logits, model.parameters.items, splits);
    kernels.softmaxCrossEntropy({
      logits,
      targets: this.targets,
      rows: users.length,
      columns: model.parameters.items,
      scale: 1 / users.length,
      losses,
    });
    model.backward();
    this.update(step, allSteps);
    let loss = 0;
    for (let r = 0; r < users.length; r++) loss += losses[r]!;
    return loss;
  }

  private fillHistories(users: Uint32Array, epoch: number): SplitHistory[] {
    this.model.histories.clear();
    return Array.from(users, (user) => {
      const likes = rowOf(this.training, user);
      const split = splitHistory(likes, this.options, new Random(this.options.seed, epoch, user));
      this.model.histories.push(split.given);
      return split;
    });
  }

  private update(step: number, allSteps: number): void {
    const decay = 0.5 * (1 + Math.cos((Math.PI * step) / allSteps));
    for (const name of TRAINABLE_NAMES) {
      const rate = this.options.rates[name] ?? 1;
      if (rate === 0) continue;
      const { weights, gradient, first, second } = this.model.parameters[name];
      const learningRate = this.options.learningRate * rate * decay;
      this.kernels.adam({ weights, gradient, first, second, step: step + 1, learningRate });
    }
  }
}

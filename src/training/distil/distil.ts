import { AttarError } from '../../core/errors.ts';
import { type InteractionMatrix, rowOf } from '../../core/interactions.ts';
import type { Kernels, SoftTargets } from '../../kernels/index.ts';
import { QuantisedTables } from '../compress/learned-steps.ts';
import type { Trainable } from '../layers.ts';
import { halfCosine, runEpoch, runEpochs, trainableUsers } from '../run-epoch.ts';
import { HistoryBatch } from '../students/history-batch.ts';
import { HybridModel } from '../students/hybrid-model.ts';
import { type HybridParameters, TRAINABLE_NAMES, type TrainableName } from '../students/hybrid-parameters.ts';
import type { SoftLabels } from './soft-labels.ts';
import { markUnions, type UnionOptions } from './union.ts';
import { partAt, viewAt, type ViewSampling } from './views.ts';

export interface DistilOptions extends ViewSampling {
  readonly epochs: number;
  /** Users a step. */
  readonly batch: number;
  /** Adam's step size at the start; it falls to zero along half a cosine. */
  readonly learningRate: number;
  /** Step size of one part relative to `learningRate`; 0 freezes it. Default 1. */
  readonly rates: Partial<Record<TrainableName, number>>;
  /** λ: 0 learns from held-back likes alone, 1 from the teacher alone. */
  readonly lambda: number;
  /** τ: the teacher's logits are divided by it; above 1 flattens, below 1 sharpens. */
  readonly temperature: number;
  /**
   * A user shown at most so many likes learns from the teacher alone: the loss keeps its λ part. So few say little of
   * which likes were held back, and the teacher, which knows the whole history, says it with less noise. Without
   * labels it does nothing. Default null: likes held back teach everybody.
   */
  readonly teacherAloneUpTo?: number | null;
  /**
   * Share of the epochs (0 … 1) after which both passes run on the dense tables as they will ship, and the
   * parameters' steps are learned; at least the last epoch does. Default null: the tables are quantised after training.
   */
  readonly quantiseFrom?: number | null;
  /** The softmaxes over the best items of teacher and student alone. Default null: over all items outside the given. */
  readonly union?: UnionOptions | null;
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
 * Trains a hybrid student on random-length parts of training histories against what the teacher makes of the
 * whole history, or of the same part (`views`); without labels, on the likes held back alone. Everything random is drawn from streams named
 * by (seed, epoch, user), so a run that goes on from a checkpoint ends with the same bytes as one that was
 * never stopped.
 */
export async function distil(
  kernels: Kernels,
  training: InteractionMatrix,
  labels: SoftLabels | null,
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

/** Null where the option is off. Throws 'training/failed' where it is on and there are no steps to learn. */
function quantisedTables(
  kernels: Kernels,
  parameters: HybridParameters,
  { quantiseFrom }: DistilOptions,
): QuantisedTables | null {
  if (quantiseFrom === undefined || quantiseFrom === null) return null;
  if (parameters.steps) return new QuantisedTables(kernels, parameters, parameters.steps);
  throw new AttarError('training/failed', 'quantiseFrom needs parameters made by withLearnedSteps');
}

const NO_LIKES = new Uint32Array(0);

class Trainer {
  private readonly kernels: Kernels;
  private readonly training: InteractionMatrix;
  private readonly labels: SoftLabels | null;
  private readonly options: DistilOptions;
  private readonly model: HybridModel;
  /** What each user of the batch must find. */
  private readonly held: HistoryBatch;
  private readonly teacher: SoftTargets | null;
  /** subset[batch, items] of each user's union; null: all items. */
  private readonly subset: Uint8Array | null;
  /** What both passes run on from epoch `quantiseFrom`, counted from 0. */
  private readonly quantised: QuantisedTables | null;
  private readonly quantiseFrom: number;
  private readonly losses: Float32Array;
  private readonly users: Uint32Array;

  constructor(
    kernels: Kernels,
    training: InteractionMatrix,
    labels: SoftLabels | null,
    parameters: HybridParameters,
    options: DistilOptions,
  ) {
    this.kernels = kernels;
    this.training = training;
    this.labels = labels;
    this.options = options;
    this.users = trainableUsers(training);
    this.model = new HybridModel(kernels, parameters, options.batch);
    this.held = new HistoryBatch(kernels, options.batch, training.items);
    const { lambda, temperature } = options;
    this.teacher = labels && {
      labels: kernels.uint16(options.batch * training.items),
      lambda,
      temperature,
    };
    this.subset = options.union ? kernels.uint8(options.batch * training.items) : null;
    this.quantised = quantisedTables(kernels, parameters, options);
    this.quantiseFrom = Math.min(
      options.epochs - 1,
      Math.round((options.quantiseFrom ?? 1) * options.epochs),
    );
    this.losses = kernels.float32(options.batch);
  }

  /** Runs one epoch; resolves to its mean loss a user. */
  epoch(epoch: number, onProgress?: (progress: DistilProgress) => void): Promise<number> {
    const quantised = this.quantisedAt(epoch);
    if (quantised) {
      // A run that goes on after it has the steps of its checkpoint.
      if (epoch === this.quantiseFrom) quantised.start();
      this.model.tables = quantised.tables;
    }
    return runEpoch(this.users, epoch, this.options, (...batch) => this.step(...batch), onProgress);
  }

  /** One step of Adam on a batch of users; returns the sum of their losses. */
  private step(users: Uint32Array, epoch: number, step: number, allSteps: number): number {
    const { kernels, model, held, teacher, subset, losses } = this;
    this.fillHistories(users, epoch);
    if (teacher) this.labels?.read(users, viewAt(this.options, epoch), teacher.labels);
    const quantised = this.quantisedAt(epoch);
    quantised?.round();
    const logits = model.forward();
    this.markUnions(users, epoch);
    kernels.crossEntropy({
      logits,
      rows: users.length,
      columns: model.parameters.items,
      given: model.histories,
      held,
      teacher,
      subset,
      scale: 1 / users.length,
      losses,
    });
    model.backward();
    quantised?.backward();
    this.update(step, allSteps, quantised);
    let loss = 0;
    for (let r = 0; r < users.length; r++) loss += losses[r]!;
    return loss;
  }

  private markUnions(users: Uint32Array, epoch: number): void {
    const { model, held, teacher, subset, options } = this;
    if (!options.union || !subset) return;
    const rows = {
      users,
      columns: model.parameters.items,
      logits: model.logits,
      labels: teacher && teacher.labels,
      given: model.histories,
      held,
    };
    markUnions(options.union, rows, [options.seed, epoch], subset);
  }

  private fillHistories(users: Uint32Array, epoch: number): void {
    const { model, held, options } = this;
    model.histories.clear();
    held.clear();
    for (const user of users) {
      const likes = rowOf(this.training, user);
      const split = partAt(likes, options, epoch, user);
      model.histories.push(split.given);
      held.push(this.isTaughtByLikes(split.given.length) ? split.held : NO_LIKES);
    }
  }

  private isTaughtByLikes(shown: number): boolean {
    return !this.teacher || shown > (this.options.teacherAloneUpTo ?? 0);
  }

  private update(step: number, allSteps: number, quantised: QuantisedTables | null): void {
    const { rates, learningRate, epochs } = this.options;
    const decay = halfCosine(step, allSteps);
    for (const name of TRAINABLE_NAMES) {
      this.adam(this.model.parameters[name], step + 1, learningRate * (rates[name] ?? 1) * decay);
    }
    if (!quantised) return;
    const firstStep = (allSteps / epochs) * this.quantiseFrom;
    for (const side of ['in', 'out'] as const) {
      const rate = (rates[side] ?? 1) * quantised.rate;
      this.adam(quantised.steps[side], step + 1 - firstStep, learningRate * rate * decay);
    }
  }

  private adam(array: Trainable, step: number, learningRate: number): void {
    if (learningRate === 0) return;
    const { weights, gradient, first, second } = array;
    this.kernels.adam({ weights, gradient, first, second, step, learningRate });
  }

  private quantisedAt(epoch: number): QuantisedTables | null {
    return epoch < this.quantiseFrom ? null : this.quantised;
  }
}

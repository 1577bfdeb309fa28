import { type InteractionMatrix, rowOf } from '../../../core/interactions.ts';
import type { DistilRun } from '../../../training/distil/distil.ts';
import { halfCosine, runEpoch, runEpochs, trainableUsers } from '../../../training/run-epoch.ts';
import type { ElsaModel } from './elsa-model.ts';
import type { ElsaLevel } from './sparse-codes.ts';

export interface ElsaOptions {
  readonly dim: number;
  /** Entries an item of each model to be made, descending. */
  readonly levels: readonly number[];
  /** Epochs with all columns. */
  readonly denseEpochs: number;
  /** Epochs in which the entries fall to those of the next level, by the same factor each. */
  readonly shrinkEpochs: number;
  /** Epochs at a level. */
  readonly holdEpochs: number;
  /** Users a step. */
  readonly batch: number;
  /** Adam's step size at the start of each level; it falls to zero along half a cosine until its end. */
  readonly learningRate: number;
  readonly seed: number;
}

/** Entries an item in one epoch, and where in its level's cosine it lies. */
export interface ElsaEpoch {
  readonly entries: number;
  readonly position: number;
  readonly length: number;
}

/** The epochs of all levels, one after the other; the dense ones have a cosine of their own. */
export function elsaSchedule(options: ElsaOptions): ElsaEpoch[] {
  const { dim, levels, denseEpochs, shrinkEpochs, holdEpochs } = options;
  const epochs: ElsaEpoch[] = [];
  for (let position = 0; position < denseEpochs; position++)
    epochs.push({ entries: dim, position, length: denseEpochs });
  let before = dim;
  for (const level of levels) {
    const length = shrinkEpochs + holdEpochs;
    for (let position = 0; position < length; position++) {
      const way = Math.min(1, (position + 1) / (shrinkEpochs + 1));
      epochs.push({ entries: Math.round(before * (level / before) ** way), position, length });
    }
    before = level;
  }
  return epochs;
}

/**
 * Compressed ELSA (Vančura et al., WWW 2026): trains dense, then lets each row's smallest values go epoch by epoch until
 * a level's entries are left, and trains on what is left; the next level goes on from there. A value let go never
 * comes back. `onLevel` is given each level when it is done.
 */
export async function trainElsa(
  training: InteractionMatrix,
  model: ElsaModel,
  options: ElsaOptions,
  run: DistilRun & { readonly onLevel: (level: ElsaLevel) => void },
): Promise<void> {
  const schedule = elsaSchedule(options);
  const users = trainableUsers(training);
  const stepsAnEpoch = Math.ceil(users.length / options.batch);
  const takeStep = (part: Uint32Array, epoch: number, step: number): number => {
    model.histories.clear();
    for (const user of part) model.histories.push(rowOf(training, user));
    const loss = model.forwardBackward();
    const { position, length } = schedule[epoch]!;
    const done = (position + (step - epoch * stepsAnEpoch) / stepsAnEpoch) / length;
    model.update(step + 1, options.learningRate * halfCosine(done));
    return loss;
  };
  await runEpochs(run, schedule.length, async (epoch) => {
    const { entries, position, length } = schedule[epoch]!;
    model.codes.prune(entries);
    const whole = { ...options, epochs: schedule.length };
    const loss = await runEpoch(users, epoch, whole, takeStep, run.onProgress);
    if (epoch >= options.denseEpochs && position === length - 1) run.onLevel(model.codes.level());
    return loss;
  });
}

import { AttarError } from '../core/errors.ts';
import { type InteractionMatrix, rowOf } from '../core/interactions.ts';
import { Random } from '../core/random.ts';
import type { DistilProgress, DistilRun } from './distil/distil.ts';

export interface EpochOptions {
  readonly epochs: number;
  /** Users a step. */
  readonly batch: number;
  readonly learningRate: number;
  readonly seed: number;
}

/** One step on a batch of users; returns the sum of their losses. `step` counts over all epochs, up to `allSteps`. */
export type TrainingStep = (users: Uint32Array, epoch: number, step: number, allSteps: number) => number;

/** What is left of a step size that falls from 1 to 0 along half a cosine, when `done` of `whole` is done. */
export function halfCosine(done: number, whole = 1): number {
  return 0.5 * (1 + Math.cos((Math.PI * done) / whole));
}

/** Users with a like to give and a like to hold back. */
export function trainableUsers(training: InteractionMatrix): Uint32Array {
  return Uint32Array.from({ length: training.users }, (_, user) => user).filter(
    (user) => rowOf(training, user).length >= 2,
  );
}

/** Every epoch from the one that a checkpoint left off at; `epoch` resolves to the mean loss a user. */
export async function runEpochs(
  { fromEpoch, onEpoch }: DistilRun,
  epochs: number,
  epoch: (position: number) => Promise<number>,
): Promise<void> {
  for (let position = fromEpoch; position < epochs; position++) {
    const loss = await epoch(position);
    await onEpoch?.(position + 1, loss);
  }
}

/** Steps once over all users, in an order drawn from the stream (seed, epoch); resolves to the mean loss a user. */
export async function runEpoch(
  users: Uint32Array,
  epoch: number,
  { epochs, batch, learningRate, seed }: EpochOptions,
  takeStep: TrainingStep,
  onProgress?: (progress: DistilProgress) => void,
): Promise<number> {
  const order = new Random(seed, epoch).shuffle(users.slice());
  const steps = Math.ceil(order.length / batch);
  let loss = 0;
  let seen = 0;
  for (let step = 0; step < steps; step++) {
    const part = order.subarray(step * batch, (step + 1) * batch);
    loss += takeStep(part, epoch, epoch * steps + step, epochs * steps);
    seen += part.length;
    onProgress?.({ epoch: epoch + (step + 1) / steps, loss: loss / seen });
    // Lets timers and progress lines run between steps.
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (!Number.isFinite(loss)) {
    throw new AttarError(
      'training/failed',
      `the loss of epoch ${epoch + 1} is ${loss}; lower the learning rate (${learningRate})`,
    );
  }
  return loss / seen;
}

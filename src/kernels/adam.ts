import { KernelError } from './errors.ts';
import type { Runtime } from './runtime.ts';

/** Weights that one thread takes at a time. */
const GRAIN = 1 << 14;

export interface AdamOptions {
  /** All four of one length; weights, first and second moment are updated. */
  readonly weights: Float32Array;
  readonly gradient: Float32Array;
  readonly first: Float32Array;
  readonly second: Float32Array;
  /** 1 for the first update. */
  readonly step: number;
  readonly learningRate: number;
  /** Default 0.9. */
  readonly beta1?: number;
  /** Default 0.999. */
  readonly beta2?: number;
  /** Default 1e-8. */
  readonly epsilon?: number;
  /** Decoupled: weights shrink by learningRate · weightDecay a step. Default 0. */
  readonly weightDecay?: number;
}

/** One step of Adam (Kingma & Ba 2015, algorithm 1); decoupled weight decay (Loshchilov & Hutter 2019). */
export function adam({ arena, pool }: Runtime, options: AdamOptions): void {
  const { weights, gradient, first, second, step, learningRate } = options;
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0 } = options;
  if (!(Number.isInteger(step) && step >= 1)) {
    throw new KernelError('kernels/argument', `step counts updates from 1, so it cannot be ${step}`);
  }
  const { length } = weights;
  pool.run('adam', length, GRAIN, [
    arena.address(weights, length, 'weights'),
    arena.address(gradient, length, 'gradient'),
    arena.address(first, length, 'first'),
    arena.address(second, length, 'second'),
    learningRate / (1 - beta1 ** step),
    Math.sqrt(1 - beta2 ** step),
    beta1,
    beta2,
    epsilon,
    learningRate * weightDecay,
  ]);
}

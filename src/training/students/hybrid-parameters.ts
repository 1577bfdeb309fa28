import type { TableBits } from '../../core/quantise.ts';
import type { Random } from '../../core/random.ts';
import type { Kernels } from '../../kernels/index.ts';
import { type Trainable, trainedArray } from '../layers.ts';
import type { SparseValues } from './sparse-table.ts';

/** The float form of core/hybrid.ts' student, for training. Shapes and formulas are the same. */
export interface HybridParameters {
  readonly items: number;
  readonly dim: number;
  readonly exponent: number;
  /** in[items, dim] */
  readonly in: Trainable;
  /** out[items, dim] */
  readonly out: Trainable;
  /** w1[dim, dim], out index first */
  readonly w1: Trainable;
  readonly b1: Trainable;
  readonly w2: Trainable;
  readonly b2: Trainable;
  /** Support of the sparse part; its values are `values`. */
  readonly offsets: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Trainable;
  /** bias[items] */
  readonly bias: Trainable;
  /** gates[3] */
  readonly gates: Trainable;
  /** Absent: the dense tables are quantised after training, with steps searched for then. */
  readonly steps?: LearnedSteps;
}

/** Quantisation steps of the dense tables, learned with them; compress/learned-steps.ts. */
export interface LearnedSteps {
  readonly bits: TableBits;
  /** in[items], one step a row */
  readonly in: Trainable;
  /** out[items] */
  readonly out: Trainable;
}

/** The names under which the trainable arrays are stored and stepped. */
export const TRAINABLE_NAMES = ['in', 'out', 'w1', 'b1', 'w2', 'b2', 'values', 'bias', 'gates'] as const;
export type TrainableName = (typeof TRAINABLE_NAMES)[number];

export interface HybridStart {
  readonly dim: number;
  readonly exponent: number;
  /** Standard deviation of `in` at the start. */
  readonly inScale: number;
  /** Standard deviation of `out` at the start; 0 lets the low-rank part earn its place. */
  readonly outScale: number;
  /** gates[3] at the start. */
  readonly gates: readonly [number, number, number];
  /** bias = biasScale · ln(likes + 1) at the start. */
  readonly biasScale: number;
}

/** Allocates a student that starts as its sparse table plus log-popularity. */
export function createHybrid(
  kernels: Kernels,
  sparse: SparseValues,
  popularity: ArrayLike<number>,
  start: HybridStart,
  random: Random,
): HybridParameters {
  const { dim } = start;
  const items = sparse.rows;
  const trainable = (size: number): Trainable => trainedArray(kernels, size);
  const offsets = kernels.uint32(items + 1);
  const columns = kernels.uint32(sparse.columns.length);
  offsets.set(sparse.offsets);
  columns.set(sparse.columns);
  const parameters: HybridParameters = {
    items,
    dim,
    exponent: start.exponent,
    in: trainable(items * dim),
    out: trainable(items * dim),
    w1: trainable(dim * dim),
    b1: trainable(dim),
    w2: trainable(dim * dim),
    b2: trainable(dim),
    offsets,
    columns,
    values: trainable(sparse.values.length),
    bias: trainable(items),
    gates: trainable(3),
  };
  fillNormal(parameters.in.weights, start.inScale, random);
  fillNormal(parameters.out.weights, start.outScale, random);
  // w2 starts at zero, so the residual layer starts as the identity.
  fillNormal(parameters.w1.weights, 1 / Math.sqrt(dim), random);
  parameters.values.weights.set(sparse.values);
  parameters.gates.weights.set(start.gates);
  for (let i = 0; i < items; i++) {
    parameters.bias.weights[i] = start.biasScale * Math.log(popularity[i]! + 1);
  }
  return parameters;
}

function fillNormal(values: Float32Array, scale: number, random: Random): void {
  for (let i = 0; i < values.length; i++) values[i] = scale * random.normal();
}

import { tableSteps, type TableBits } from '../../core/quantise.ts';
import type { Kernels } from '../../kernels/index.ts';
import { trainedArray } from '../layers.ts';
import type { HybridParameters, LearnedSteps } from '../students/hybrid-parameters.ts';
import {
  fakeQuantise,
  largestTableCode,
  shippedStep,
  type SteppedTable,
  straightThrough,
} from './fake-quantise.ts';

const SIDES = ['in', 'out'] as const;
type Side = (typeof SIDES)[number];

/** The same student with steps to learn beside its dense tables; zero until `QuantisedTables.start`. */
export function withLearnedSteps(
  kernels: Kernels,
  parameters: HybridParameters,
  bits: TableBits,
): HybridParameters & { readonly steps: LearnedSteps } {
  const { items } = parameters;
  return {
    ...parameters,
    steps: { bits, in: trainedArray(kernels, items), out: trainedArray(kernels, items) },
  };
}

/**
 * Both tables become what they ship as, and the steps what is stored: what training saw. From then on a factor on
 * table and steps together changes no code.
 */
export function settle(parameters: HybridParameters, steps: LearnedSteps): void {
  for (const side of SIDES) {
    const { weights } = parameters[side];
    fakeQuantise(tableOf(parameters, steps, side), weights);
    steps[side].weights.forEach((step, row, all) => {
      all[row] = shippedStep(step);
    });
  }
}

/**
 * Training on the dense tables as they ship (Esser et al. 2020, "Learned step size quantization"): both passes
 * read `tables`, rounded anew before each step of Adam, which then moves the full-precision weights and the steps.
 */
export class QuantisedTables {
  /** in[items, dim] and out[items, dim] as they would ship. */
  readonly tables: Readonly<Record<Side, Float32Array>>;
  /**
   * Step size of the steps relative to that of the weights: LSQ's 1 / √(dim · top). LSQ has it as a factor of
   * the gradient, which Adam would divide out again.
   */
  readonly rate: number;
  readonly steps: LearnedSteps;
  private readonly parameters: HybridParameters;

  constructor(kernels: Kernels, parameters: HybridParameters, steps: LearnedSteps) {
    const size = parameters.items * parameters.dim;
    this.parameters = parameters;
    this.steps = steps;
    this.tables = { in: kernels.float32(size), out: kernels.float32(size) };
    this.rate = 1 / Math.sqrt(parameters.dim * largestTableCode(steps.bits));
  }

  /** Steps of least squared error on the weights as they are: where learning begins. */
  start(): void {
    const { parameters, steps } = this;
    for (const side of SIDES) {
      steps[side].weights.set(
        tableSteps(parameters[side].weights, parameters.items, parameters.dim, steps.bits),
      );
    }
  }

  /** Before a forward pass: the tables of the weights and steps as they are now. */
  round(): void {
    for (const side of SIDES) {
      fakeQuantise(tableOf(this.parameters, this.steps, side), this.tables[side]);
    }
  }

  /** After a backward pass, whose gradients are those of `tables`: makes them those of weights and steps. */
  backward(): void {
    const { parameters, steps, tables } = this;
    for (const side of SIDES) {
      const table = tableOf(parameters, steps, side);
      straightThrough(table, tables[side], parameters[side].gradient, steps[side].gradient);
    }
  }
}

function tableOf(parameters: HybridParameters, steps: LearnedSteps, side: Side): SteppedTable {
  return {
    values: parameters[side].weights,
    steps: steps[side].weights,
    columns: parameters.dim,
    bits: steps.bits,
  };
}

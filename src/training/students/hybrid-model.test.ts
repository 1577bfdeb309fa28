import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Random } from '../../core/random.ts';
import { type Kernels, openKernels } from '../../kernels/index.ts';
import { HybridModel } from './hybrid-model.ts';
import {
  createHybrid,
  type HybridParameters,
  TRAINABLE_NAMES,
  type TrainableName,
} from './hybrid-parameters.ts';

const ITEMS = 7;
const DIM = 4;
const HISTORIES = [[0, 3, 5], [2], [1, 2, 4, 6]];
const SPARSE = {
  rows: ITEMS,
  offsets: Uint32Array.of(0, 2, 3, 5, 6, 6, 8, 9),
  columns: Uint32Array.of(1, 4, 0, 3, 6, 2, 0, 6, 5),
  values: Float32Array.of(0.3, -0.2, 0.5, 0.1, 0.4, -0.3, 0.2, 0.6, -0.1),
};

let kernels: Kernels;
beforeAll(async () => {
  kernels = await openKernels({ threads: 2, variant: 'simd' });
});
afterAll(() => kernels.close());

/** A student whose every part is at work. */
function student(): HybridParameters {
  const random = new Random(5);
  const start = {
    dim: DIM,
    exponent: 0.6,
    inScale: 0.7,
    outScale: 0.8,
    gates: [0.2, 0.3, 0.4],
    biasScale: 0.5,
  } as const;
  const parameters = createHybrid(kernels, SPARSE, [1, 2, 3, 4, 5, 6, 7], start, random);
  for (const name of ['w2', 'b1', 'b2'] as const) {
    const { weights } = parameters[name];
    for (let i = 0; i < weights.length; i++) weights[i] = 0.5 * random.normal();
  }
  return parameters;
}

type Values = Record<TrainableName, Float64Array>;

/** The formulas of core/hybrid.ts written once more, in float64 and on whole arrays, for finite differences. */
function logitsOf(v: Values, exponent: number, history: number[]): number[] {
  const size = history.length;
  const pooled = Array.from({ length: DIM }, (_, c) =>
    history.reduce((sum, item) => sum + v.in[item * DIM + c]! * size ** -exponent, 0),
  );
  const times = (m: Float64Array, x: number[], b: Float64Array): number[] =>
    x.map((_, o) => x.reduce((sum, value, i) => sum + m[o * DIM + i]! * value, b[o]!));
  const layer = times(v.w2, times(v.w1, pooled, v.b1).map(Math.tanh), v.b2);
  const user = pooled.map((value, c) => value + layer[c]!);
  const gate = Math.exp(v.gates[0]! - v.gates[1]! * Math.log(size));
  const fade = Math.exp(-v.gates[2]! * Math.log(size));
  return Array.from({ length: ITEMS }, (_, j) => {
    let score = fade * v.bias[j]!;
    for (let c = 0; c < DIM; c++) score += user[c]! * v.out[j * DIM + c]!;
    for (const item of history) {
      for (let e = SPARSE.offsets[item]!; e < SPARSE.offsets[item + 1]!; e++) {
        if (SPARSE.columns[e] === j) score += gate * v.values[e]!;
      }
    }
    return score;
  });
}

/** Fixed weights of a linear loss, so that d loss / d logits is known exactly. */
const SLOPES = Array.from({ length: HISTORIES.length * ITEMS }, (_, i) => Math.sin(i + 1));

function lossOf(values: Values, exponent: number): number {
  return HISTORIES.flatMap((history) => logitsOf(values, exponent, history)).reduce(
    (sum, logit, i) => sum + SLOPES[i]! * logit,
    0,
  );
}

function doubles(parameters: HybridParameters): Values {
  return Object.fromEntries(
    TRAINABLE_NAMES.map((name) => [name, Float64Array.from(parameters[name].weights)]),
  ) as Values;
}

function modelOf(parameters: HybridParameters): HybridModel {
  const model = new HybridModel(kernels, parameters, HISTORIES.length);
  for (const history of HISTORIES) model.histories.push(history);
  return model;
}

describe('HybridModel', () => {
  test('scores as the formulas say', () => {
    const parameters = student();
    const expected = HISTORIES.flatMap((history) =>
      logitsOf(doubles(parameters), parameters.exponent, history),
    );
    const logits = modelOf(parameters).forward();
    expected.forEach((value, i) => expect(logits[i]).toBeCloseTo(value, 5));
  });

  test.each(TRAINABLE_NAMES)('has the gradient of %s that finite differences have', (name) => {
    const parameters = student();
    const model = modelOf(parameters);
    model.forward().set(SLOPES);
    model.backward();
    const values = doubles(parameters);
    const step = 1e-5;
    values[name].forEach((value, i) => {
      values[name][i] = value + step;
      const above = lossOf(values, parameters.exponent);
      values[name][i] = value - step;
      const below = lossOf(values, parameters.exponent);
      values[name][i] = value;
      expect(parameters[name].gradient[i]).toBeCloseTo((above - below) / (2 * step), 4);
    });
  });

  test('gives the same gradients when run again', () => {
    const parameters = student();
    const model = modelOf(parameters);
    const gradients = [1, 2].map(() => {
      model.forward().set(SLOPES);
      model.backward();
      return TRAINABLE_NAMES.map((name) => parameters[name].gradient.slice());
    });
    expect(gradients[1]).toEqual(gradients[0]);
  });
});

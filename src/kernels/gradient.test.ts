import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Kernels, openKernels } from './index.ts';
import { densify, multiply, softmaxRow } from './reference.ts';
import {
  largestDifference,
  listsOf,
  randomHistories,
  randomNumbers,
  randomTable,
  randomValues,
  uint16Of,
} from './testing.ts';

const ROWS = 6;
const ITEMS = 37;
const DIM = 5;

/** A hybrid student's step without its residual layer, against TensorFlow.js' automatic differentiation. */
describe('a step of a hybrid student', () => {
  let kernels: Kernels;
  beforeAll(async () => {
    kernels = await openKernels({ threads: 2 });
    tf.env().set('IS_TEST', true);
    await tf.setBackend('cpu');
  });
  afterAll(() => kernels.close());

  function makeStep() {
    const random = randomNumbers(21);
    const histories = randomHistories(kernels, { rows: ROWS, tableRows: ITEMS, longest: 8 }, random);
    const sparse = randomTable(kernels, { tableRows: ITEMS, columns: ITEMS, longest: 6 }, random);
    // Whole numbers from 0 to −3 as float16's bits.
    const HALVES = [0, 0xbc00, 0xc000, 0xc200];
    const teacher = Array.from({ length: ROWS * ITEMS }, () => Math.floor(random() * HALVES.length));
    const labels = uint16Of(
      kernels,
      teacher.map((logit) => HALVES[logit]!),
    );
    const targets = Array.from({ length: ROWS }, (_, r) => [
      ...softmaxRow(teacher.slice(r * ITEMS, (r + 1) * ITEMS).map((logit) => -logit)),
    ]).flat();
    return {
      histories,
      sparse,
      labels,
      targets,
      input: randomValues(kernels, ITEMS * DIM, random),
      output: randomValues(kernels, ITEMS * DIM, random),
      bias: randomValues(kernels, ITEMS, random),
      gates: randomValues(kernels, ROWS, random),
      fades: randomValues(kernels, ROWS, random),
    };
  }

  type Step = ReturnType<typeof makeStep>;

  function runKernels(step: Step) {
    const { histories, sparse, labels, input, output, bias, gates, fades } = step;
    const size = { rows: ROWS, columns: ITEMS };
    const [user, scores] = [kernels.float32(ROWS * DIM), kernels.float32(ROWS * ITEMS)];
    kernels.sumRows({ ...histories, table: input, columns: DIM, out: user });
    kernels.gemm({ m: ROWS, n: ITEMS, k: DIM, a: user, b: output, transposeB: true, c: scores });
    kernels.sparseForward({ ...histories, ...sparse, gates, columns: ITEMS, scores });
    kernels.addScaledBias({ ...size, scores, bias, factors: fades });
    const losses = kernels.float64(ROWS);
    const none = listsOf(
      kernels,
      Array.from({ length: ROWS }, () => []),
    );
    const teacher = { labels, lambda: 1, temperature: 1 };
    kernels.crossEntropy({
      ...size,
      logits: scores,
      given: none,
      held: none,
      teacher,
      scale: 1 / ROWS,
      losses,
    });
    const gradient = {
      input: kernels.float32(ITEMS * DIM),
      output: kernels.float32(ITEMS * DIM),
      values: kernels.float32(sparse.tableValues.length),
      bias: kernels.float32(ITEMS),
      gates: kernels.float32(ROWS),
      fades: kernels.float32(ROWS),
    };
    const gradientUser = kernels.float32(ROWS * DIM);
    kernels.gemm({ m: ITEMS, n: DIM, k: ROWS, a: scores, transposeA: true, b: user, c: gradient.output });
    kernels.gemm({ m: ROWS, n: DIM, k: ITEMS, a: scores, b: output, c: gradientUser });
    kernels.scatterRows({ ...histories, gradient: gradientUser, columns: DIM, table: gradient.input });
    kernels.sparseBackward({
      ...histories,
      ...sparse,
      gates,
      columns: ITEMS,
      gradientScores: scores,
      gradientValues: gradient.values,
      gradientGates: gradient.gates,
    });
    kernels.biasBackward({
      ...size,
      gradientScores: scores,
      bias,
      factors: fades,
      gradientBias: gradient.bias,
      gradientFactors: gradient.fades,
    });
    return { loss: losses.reduce((a, b) => a + b, 0) / ROWS, gradient };
  }

  /** The same step with histories and sparse table as dense matrices. */
  function runTensorflow({ histories, sparse, targets, input, output, bias, gates, fades }: Step) {
    const bags = new Float64Array(ROWS * ITEMS);
    for (let r = 0; r < ROWS; r++) {
      for (let e = histories.offsets[r]!; e < histories.offsets[r + 1]!; e++) {
        bags[r * ITEMS + histories.indices[e]!]! += histories.weights[e]!;
      }
    }
    const matrix = (values: ArrayLike<number>, rows: number, columns: number) =>
      tf.tensor2d(Float32Array.from(values), [rows, columns]);
    const bag = matrix(bags, ROWS, ITEMS);
    const target = matrix(targets, ROWS, ITEMS);
    const loss = (i: tf.Tensor, o: tf.Tensor, s: tf.Tensor, b: tf.Tensor, c: tf.Tensor, f: tf.Tensor) => {
      const low = tf.matMul(tf.matMul(bag, i as tf.Tensor2D), o as tf.Tensor2D, false, true);
      const scores = low.add(tf.matMul(bag, s as tf.Tensor2D).mul(c)).add(f.mul(b));
      return tf.neg(tf.sum(tf.mul(target, tf.logSoftmax(scores)))).div(ROWS) as tf.Scalar;
    };
    const { value, grads } = tf.valueAndGrads(loss)([
      matrix(input, ITEMS, DIM),
      matrix(output, ITEMS, DIM),
      matrix(densify({ ...sparse, columns: ITEMS }, sparse.tableValues), ITEMS, ITEMS),
      matrix(bias, 1, ITEMS),
      matrix(gates, ROWS, 1),
      matrix(fades, ROWS, 1),
    ]);
    return { loss: value.dataSync()[0]!, grads: grads.map((gradient) => gradient.dataSync()) };
  }

  test('has the loss and all six gradients of automatic differentiation', () => {
    const step = makeStep();
    const ours = runKernels(step);
    const theirs = tf.tidy(() => runTensorflow(step));
    const [input, output, dense, bias, gates, fades] = theirs.grads;
    const { tableOffsets, tableColumns } = step.sparse;
    const values: number[] = [];
    for (let row = 0; row < ITEMS; row++) {
      for (let t = tableOffsets[row]!; t < tableOffsets[row + 1]!; t++)
        values.push(dense![row * ITEMS + tableColumns[t]!]!);
    }
    expect(ours.loss).toBeCloseTo(theirs.loss, 5);
    expect(largestDifference(ours.gradient.input, input!)).toBeLessThan(2e-6);
    expect(largestDifference(ours.gradient.output, output!)).toBeLessThan(2e-6);
    expect(largestDifference(ours.gradient.values, values)).toBeLessThan(2e-6);
    expect(largestDifference(ours.gradient.bias, bias!)).toBeLessThan(2e-6);
    expect(largestDifference(ours.gradient.gates, gates!)).toBeLessThan(2e-6);
    expect(largestDifference(ours.gradient.fades, fades!)).toBeLessThan(2e-6);
    expect(Math.max(...ours.gradient.values.map(Math.abs))).toBeGreaterThan(1e-3);
  });

  test('agrees with TensorFlow.js on a plain product', () => {
    const random = randomNumbers(22);
    const [a, b] = [randomValues(kernels, 30 * 41, random), randomValues(kernels, 41 * 22, random)];
    const c = kernels.float32(30 * 22);
    kernels.gemm({ m: 30, n: 22, k: 41, a, b, c });
    const product = tf.tidy(() =>
      tf
        .matMul(tf.tensor2d(Float32Array.from(a), [30, 41]), tf.tensor2d(Float32Array.from(b), [41, 22]))
        .dataSync(),
    );
    expect(largestDifference(c, product)).toBeLessThan(1e-5);
    expect(largestDifference(c, multiply(a, b, { m: 30, n: 22, k: 41 }))).toBeLessThan(1e-5);
  });
});

import type { Random } from '../core/random.ts';
import type { Kernels } from '../kernels/index.ts';

/** One trained array with its gradient and Adam's moments, all in the kernels' shared memory. */
export interface Trainable {
  readonly weights: Float32Array;
  /** d loss / d weights, overwritten by every backward pass. */
  readonly gradient: Float32Array;
  /** Running mean of the gradient. */
  readonly first: Float32Array;
  /** Running mean of its square. */
  readonly second: Float32Array;
}

/** Four zeroed arrays of one size; freed by the kernels' arena. */
export function trainedArray(kernels: Kernels, size: number): Trainable {
  return {
    weights: kernels.float32(size),
    gradient: kernels.float32(size),
    first: kernels.float32(size),
    second: kernels.float32(size),
  };
}

/** A layer's shape: w[outputs, inputs], b[outputs]. */
interface LayerSize {
  readonly rows: number;
  readonly inputs: number;
  readonly outputs: number;
}

/** out[rows, outputs] = x[rows, inputs] · wᵀ + b */
export function denseForward(
  kernels: Kernels,
  { rows, inputs, outputs }: LayerSize,
  x: Float32Array,
  w: Float32Array,
  b: Float32Array,
  out: Float32Array,
): void {
  kernels.gemm({ m: rows, n: outputs, k: inputs, a: x, b: w, c: out, transposeB: true });
  addBias(out, rows, b);
}

/**
 * From gradient[rows, outputs] = d loss / d out: the gradients of w and b, overwritten, and
 * d loss / d x into xGradient[rows, inputs].
 */
export function denseBackward(
  kernels: Kernels,
  { rows, inputs, outputs }: LayerSize,
  gradient: Float32Array,
  x: Float32Array,
  w: Trainable,
  b: Trainable,
  xGradient: Float32Array,
): void {
  kernels.gemm({ m: outputs, n: inputs, k: rows, a: gradient, b: x, c: w.gradient, transposeA: true });
  sumColumns(gradient, rows, outputs, b.gradient);
  kernels.gemm({ m: rows, n: inputs, k: outputs, a: gradient, b: w.weights, c: xGradient });
}

/** values[rows, bias.length] += bias in every row. */
function addBias(values: Float32Array, rows: number, bias: Float32Array): void {
  const columns = bias.length;
  for (let r = 0; r < rows; r++) {
    const base = r * columns;
    for (let c = 0; c < columns; c++) values[base + c]! += bias[c]!;
  }
}

/** out[columns] = Σ over rows of values[rows, columns]. */
export function sumColumns(values: Float32Array, rows: number, columns: number, out: Float32Array): void {
  out.fill(0);
  for (let r = 0; r < rows; r++) {
    const base = r * columns;
    for (let c = 0; c < columns; c++) out[c]! += values[base + c]!;
  }
}

/** The first `count` values ← tanh(values). */
export function tanhForward(values: Float32Array, count: number): void {
  for (let i = 0; i < count; i++) values[i] = Math.tanh(values[i]!);
}

/** gradient ← gradient · (1 − activation²), where activation is what tanh gave. */
export function tanhBackward(gradient: Float32Array, activation: Float32Array, count: number): void {
  for (let i = 0; i < count; i++) gradient[i]! *= 1 - activation[i]! * activation[i]!;
}

/** Normal numbers of variance 2 / (inputs + outputs); Glorot & Bengio 2010, eq. 16. */
export function fillGlorot(weights: Float32Array, inputs: number, outputs: number, random: Random): void {
  const scale = Math.sqrt(2 / (inputs + outputs));
  for (let i = 0; i < weights.length; i++) weights[i] = scale * random.normal();
}

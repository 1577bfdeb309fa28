import { type AdamOptions, adam } from './adam.ts';
import type { Arena, Mark } from './arena.ts';
import { type BiasBackwardOptions, type ScaledBiasOptions, addScaledBias, biasBackward } from './bias.ts';
import { type CrossEntropyOptions, crossEntropy } from './cross-entropy.ts';
import { type TransposeOptions, fill, transpose } from './elementwise.ts';
import { type ScatterRowsOptions, type SumRowsOptions, scatterRows, sumRows } from './embedding.ts';
import { type GemmOptions, gemm } from './gemm.ts';
import { type InverseOptions, invertSymmetric } from './inverse.ts';
import type { KernelVariant } from './module.ts';
import type { Runtime } from './runtime.ts';
import {
  type SparseBackwardOptions,
  type SparseForwardOptions,
  sparseBackward,
  sparseForward,
} from './sparse.ts';
import type { ThreadPool } from './thread-pool.ts';

/**
 * Dense and sparse arithmetic on one shared memory and several threads. All arrays are row-major and come
 * from float32(), uint32() …; each call returns when its result stands. Results have the same bits with any
 * number of threads. Faults are KernelErrors.
 */
export class Kernels {
  readonly variant: KernelVariant;
  readonly threads: number;
  readonly #arena: Arena;
  readonly #pool: ThreadPool;
  readonly #runtime: Runtime;

  constructor(variant: KernelVariant, runtime: Runtime) {
    this.variant = variant;
    this.threads = runtime.pool.threads;
    this.#arena = runtime.arena;
    this.#pool = runtime.pool;
    this.#runtime = runtime;
  }

  /** A zeroed array in the kernels' memory, at a multiple of 64 bytes. */
  float32(length: number): Float32Array {
    return this.#arena.float32(length);
  }

  float64(length: number): Float64Array {
    return this.#arena.float64(length);
  }

  int32(length: number): Int32Array {
    return this.#arena.int32(length);
  }

  uint32(length: number): Uint32Array {
    return this.#arena.uint32(length);
  }

  uint16(length: number): Uint16Array {
    return this.#arena.uint16(length);
  }

  uint8(length: number): Uint8Array {
    return this.#arena.uint8(length);
  }

  /** Remembers the arena's height for release(). */
  mark(): Mark {
    return this.#arena.mark();
  }

  /** Frees every array made since the mark was taken; they must not be used any more. */
  release(mark: Mark): void {
    this.#arena.release(mark);
  }

  /** Runs a function and frees the arrays it made, also when it throws. */
  scoped<T>(use: () => T): T {
    return this.#arena.scoped(use);
  }

  /** c[m, n] (+)= ±op(a) · op(b) */
  gemm(options: GemmOptions): void {
    gemm(this.#runtime, options);
  }

  /** matrix[n, n] ← matrix⁻¹ for a symmetric positive definite matrix, in place. */
  invertSymmetric(matrix: Float32Array, n: number, options?: InverseOptions): void {
    invertSymmetric(this.#runtime, matrix, n, options);
  }

  /** logits ← scale · gradient; losses[r] = −Σ target · log softmax(logits), target of held columns and a teacher. */
  crossEntropy(options: CrossEntropyOptions): void {
    crossEntropy(this.#runtime, options);
  }

  /** One Adam step on weights and both moments. */
  adam(options: AdamOptions): void {
    adam(this.#runtime, options);
  }

  /** out[r, ·] (+)= Σ_e weights[e] · table[indices[e], ·] */
  sumRows(options: SumRowsOptions): void {
    sumRows(this.#runtime, options);
  }

  /** table[indices[e], ·] += weights[e] · gradient[row of e, ·] */
  scatterRows(options: ScatterRowsOptions): void {
    scatterRows(this.#runtime, options);
  }

  /** scores[r, tableColumns[t]] += gates[r] · weights[e] · tableValues[t] */
  sparseForward(options: SparseForwardOptions): void {
    sparseForward(this.#runtime, options);
  }

  /** Adds to gradientValues and writes gradientGates. */
  sparseBackward(options: SparseBackwardOptions): void {
    sparseBackward(this.#runtime, options);
  }

  /** scores[r, ·] += factors[r] · bias */
  addScaledBias(options: ScaledBiasOptions): void {
    addScaledBias(this.#runtime, options);
  }

  /** Adds to gradientBias and writes gradientFactors. */
  biasBackward(options: BiasBackwardOptions): void {
    biasBackward(this.#runtime, options);
  }

  /** to[j, i] = from[i, j] */
  transpose(options: TransposeOptions): void {
    transpose(this.#runtime, options);
  }

  /** values[·] = value */
  fill(values: Float32Array, value: number): void {
    fill(this.#runtime, values, value);
  }

  /** Ends the threads; later calls throw 'kernels/closed'. */
  close(): Promise<void> {
    return this.#pool.close();
  }
}

import { countItems, type InteractionMatrix } from '../../core/interactions.ts';
import type { Kernels } from '../../kernels/index.ts';
import { addGram, type LowerEvidence } from '../gram.ts';

export interface EaseOptions {
  /** λ on the diagonal of the Gram matrix. */
  readonly reg: number;
  /** Adds countReg · likes(item) to the diagonal: the closed form of dropout on the input (EDLAE, Steck 2020, eq. 11). Default 0: plain EASE. */
  readonly countReg?: number;
  /** How much less users with many likes count in the Gram matrix: see `addGram`. Default 0. */
  readonly userPower?: number;
  /** Column j times likes(j)^countPower: below 0 popular items stand lower. Default 0. */
  readonly countPower?: number;
  /** Negative entries times this: below 1, disagreement counts less than agreement. Default 1. */
  readonly negative?: number;
  /** Ratings below a like that count in the Gram matrix, too. Default: none. */
  readonly evidence?: LowerEvidence | undefined;
  readonly onProgress?: (fraction: number) => void;
}

/**
 * The item-item table of a shallow autoencoder, in closed form: table[items, items] with a zero
 * diagonal, scores = history · table. Steck 2019, "Embarrassingly Shallow Autoencoders for Sparse
 * Data", eq. 8: B = I − P · diag(1 / diag P), P = (XᵀX + λI)⁻¹.
 *
 * The table lies in the kernels' shared memory; release it by the arena.
 */
export function trainEase(kernels: Kernels, training: InteractionMatrix, options: EaseOptions): Float32Array {
  const { items } = training;
  const { countPower = 0, negative = 1, userPower, evidence } = options;
  const table = kernels.float32(items * items);
  addGram(training, table, { userPower, evidence });
  for (let i = 0; i < items; i++) {
    const at = i * items + i;
    table[at] = table[at]! * (1 + (options.countReg ?? 0)) + options.reg;
  }
  kernels.invertSymmetric(table, items, options.onProgress ? { onProgress: options.onProgress } : {});
  const popularity = countItems(training);
  precisionToTable(table, items, (j) => popularity[j]! ** countPower);
  if (negative !== 1) scaleNegative(table, negative);
  return table;
}

/** In place: P[items, items] becomes B with B[i, j] = −P[i, j] / P[j, j] · volume(j) and a zero diagonal. */
function precisionToTable(matrix: Float32Array, items: number, volume: (item: number) => number): void {
  const factors = Float64Array.from({ length: items }, (_, j) => -volume(j) / matrix[j * items + j]!);
  for (let i = 0; i < items; i++) {
    const row = matrix.subarray(i * items, (i + 1) * items);
    for (let j = 0; j < items; j++) row[j]! *= factors[j]!;
    row[i] = 0;
  }
}

/** Negative values ← value · factor. */
function scaleNegative(values: Float32Array, factor: number): void {
  for (let e = 0; e < values.length; e++) if (values[e]! < 0) values[e]! *= factor;
}

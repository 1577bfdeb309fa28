import { AttarError } from '../../core/errors.ts';
import type { SparseValues } from './sparse-table.ts';

export interface RefitOptions {
  /** λ on the diagonal. */
  readonly reg: number;
  /** Adds countReg · likes(item) to the diagonal. */
  readonly countReg: number;
}

/**
 * The values that a sparse table should have on the support it kept: for each column j with kept rows
 * S, the ridge regression (G_SS + D) b = G_Sj, D = λ + countReg · diag. What pruning took away is
 * partly made up by what stays. gram[rows, rows] are the co-occurrence counts.
 */
export function refitSparse(gram: Float32Array, table: SparseValues, options: RefitOptions): SparseValues {
  const { rows } = table;
  const values = new Float32Array(table.values.length);
  for (const { column, support, entries } of columnsOf(table)) {
    const size = support.length;
    const system = new Float64Array(size * size);
    const target = new Float64Array(size);
    for (let a = 0; a < size; a++) {
      const row = support[a]! * rows;
      for (let b = 0; b < size; b++) system[a * size + b] = gram[row + support[b]!]!;
      system[a * size + a]! += options.reg + options.countReg * gram[row + support[a]!]!;
      target[a] = gram[row + column]!;
    }
    solveInPlace(system, target);
    for (let a = 0; a < size; a++) values[entries[a]!] = target[a]!;
  }
  return { ...table, values };
}

/** The kept rows of each column, with the position of each entry in the compressed rows. */
function* columnsOf(
  table: SparseValues,
): Generator<{ column: number; support: number[]; entries: number[] }> {
  const support: number[][] = Array.from({ length: table.rows }, () => []);
  const entries: number[][] = Array.from({ length: table.rows }, () => []);
  for (let row = 0; row < table.rows; row++) {
    for (let e = table.offsets[row]!; e < table.offsets[row + 1]!; e++) {
      support[table.columns[e]!]!.push(row);
      entries[table.columns[e]!]!.push(e);
    }
  }
  for (let column = 0; column < table.rows; column++) {
    if (support[column]!.length > 0) {
      yield { column, support: support[column]!, entries: entries[column]! };
    }
  }
}

/** Solves A x = y for a small symmetric positive definite A[n, n] by Cholesky; x replaces y, A is overwritten. */
export function solveInPlace(a: Float64Array, y: Float64Array): void {
  const n = y.length;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = a[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= a[i * n + k]! * a[j * n + k]!;
      if (i !== j) {
        a[i * n + j] = sum / a[j * n + j]!;
      } else if (sum > 0) {
        a[i * n + i] = Math.sqrt(sum);
      } else {
        throw new AttarError(
          'training/failed',
          `the Gram matrix of a sparse column is not positive definite (pivot ${i} is ${sum}); raise reg`,
        );
      }
    }
  }
  for (let i = 0; i < n; i++) {
    let sum = y[i]!;
    for (let k = 0; k < i; k++) sum -= a[i * n + k]! * y[k]!;
    y[i] = sum / a[i * n + i]!;
  }
  for (let i = n - 1; i >= 0; i--) {
    let sum = y[i]!;
    for (let k = i + 1; k < n; k++) sum -= a[k * n + i]! * y[k]!;
    y[i] = sum / a[i * n + i]!;
  }
}

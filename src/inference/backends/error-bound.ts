import { codeAt } from '../../core/hybrid.ts';
import type { QuantisedTable } from '../../core/hybrid.ts';

/** Relative error of one float32 operation; GLSL ES 3.0 does not say which way it rounds, so a whole step. */
const UNIT32 = 2 ** -23;
/** The same for values that pass through a float16 texture. */
const UNIT16 = 2 ** -10;
/** Float16 values below this lose digits, or become zero. */
const SMALLEST16 = 2 ** -14;

/** max over rows of scales[r] · ‖codes(r, ·)‖₂ */
export function largestRowNorm(table: QuantisedTable): number {
  let largest = 0;
  for (let row = 0; row < table.rows; row++) {
    let squares = 0;
    for (let column = 0; column < table.columns; column++) squares += codeAt(table, row, column) ** 2;
    largest = Math.max(largest, Math.sqrt(squares) * Math.abs(table.scales[row]!));
  }
  return largest;
}

/**
 * A bound on |score in float32 on a GPU − score of the reference|, for every item at once.
 * Σ |user_c · out_jc| ≤ ‖user‖ · ‖out_j‖ (Cauchy & Schwarz), and a sum of m products in any order is off by
 * at most (m + 1) units of that (Higham 2002, section 3.1); twice that, to be on the safe side.
 */
export function errorBound(
  user: Float32Array,
  rowNorm: number,
  added: Float32Array,
  float32: boolean,
): number {
  let squares = 0;
  for (const value of user) squares += value * value;
  let most = 0;
  for (const value of added) most = Math.max(most, Math.abs(value));
  const product = Math.sqrt(squares) * rowNorm;
  const bound = 2 * UNIT32 * ((user.length + 8) * product + 4 * (product + most));
  return float32 ? bound : bound + 3 * UNIT16 * (product + most) + 2 * SMALLEST16;
}

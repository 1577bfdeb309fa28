import { codeAt } from '../../core/hybrid.ts';
import type { QuantisedTable } from '../../core/hybrid.ts';
import { TOP } from './two-bytes.ts';
import type { TwoByteRange } from './two-bytes.ts';

/** Relative error of one float32 operation; GLSL ES 3.0 does not say which way it rounds, so a whole step. */
const UNIT32 = 2 ** -23;
/** Parts of a user's numbers below this a device may take for 0: the least of float32, times a code's place in its word. */
const SMALLEST32 = 2 ** (-126 + 30);
/** The same for values that pass through a float16 texture. */
const UNIT16 = 2 ** -10;
/** Float16 values below this lose digits, or become zero. */
const SMALLEST16 = 2 ** -14;
/** Scores that neither format overflows at, with room for what is written for an excluded item. */
const LARGEST = { float32: 1e37, float16: 30_000 } as const;

/** What a table's rows come to at most, for a user of length 1. */
export interface TableSizes {
  /** Bounds every sum on the way to a score, the codes' offset still in it. */
  readonly sums: number;
  /** Bounds the product of user and row. */
  readonly products: number;
  /** Bounds what rounding the scales to two bytes changes. */
  readonly lost: number;
}

/**
 * ‖row‖ ≤ |scale| · √dim · offset, since no code is larger than the offset. That is enough for float32; where scores
 * pass through float16, the rows' own norms are worth their time.
 */
export function tableSizes(
  table: QuantisedTable,
  offset: number,
  scales: TwoByteRange,
  float32: boolean,
): TableSizes {
  const longest = Math.sqrt(table.columns) * offset;
  const scale = Math.max(Math.abs(scales.origin), Math.abs(scales.origin + TOP * scales.step));
  return {
    sums: 2 * longest * scale,
    products: float32 ? longest * scale : largestRowNorm(table),
    lost: (longest * scales.step) / 2,
  };
}

/** max over rows of |scales[r]| · ‖codes(r, ·)‖₂ */
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
 * A bound on |score in float32 on a GPU − score of the reference|, for every item at once; Infinity where the
 * GPU cannot tell. Σ |user_c · out_jc| ≤ ‖user‖ · ‖out_j‖ (Cauchy & Schwarz), and a sum of m products in any
 * order is off by at most (m + 1) units of that (Higham 2002, section 3.1); scales and what is added were rounded
 * to a step. Twice that, to be on the safe side.
 */
export function errorBound(
  user: Float32Array,
  sizes: TableSizes,
  added: TwoByteRange,
  float32: boolean,
): number {
  let squares = 0;
  for (const value of user) squares += value * value;
  const norm = Math.sqrt(squares);
  const most = Math.abs(added.origin) + TOP * added.step;
  const score = norm * sizes.products + most;
  if (!(score < LARGEST[float32 ? 'float32' : 'float16'])) return Number.POSITIVE_INFINITY;
  const rounding =
    UNIT32 * ((user.length + 12) * norm * sizes.sums + 6 * most) + user.length * SMALLEST32 * sizes.sums;
  const bound = 2 * (rounding + norm * sizes.lost + added.step / 2);
  return float32 ? bound : bound + 3 * UNIT16 * score + 2 * SMALLEST16;
}

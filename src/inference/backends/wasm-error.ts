import type { UserQuery } from '../../core/hybrid.ts';

/** Half a step of float32's last place: one rounding to the nearest. */
const ROUNDING = 2 ** -24;
/** Float32 loses digits of what is smaller than this; no such product moves a score by more. */
const SMALLEST = 2 ** -100;

/** A user in whole numbers: user ≈ step · codes. */
export interface QuantisedUser {
  /** codes[dim] */
  readonly codes: Int16Array;
  /** A float32. */
  readonly step: number;
  /** ‖user − step · codes‖₂ */
  readonly lost: number;
  /** ‖user‖₂ */
  readonly norm: number;
}

/** Rounds a user to whole numbers from −top to top. */
export function quantiseUser(user: Float32Array, top: number): QuantisedUser {
  let largest = 0;
  for (const value of user) largest = Math.max(largest, Math.abs(value));
  const step = Math.fround(largest / top);
  const codes = new Int16Array(user.length);
  let lost = 0;
  let squares = 0;
  for (let c = 0; c < user.length; c++) {
    const value = user[c]!;
    const code = step === 0 ? 0 : Math.max(-top, Math.min(top, Math.round(value / step)));
    codes[c] = code;
    lost += (value - step * code) ** 2;
    squares += value * value;
  }
  return { codes, step, lost: Math.sqrt(lost), norm: Math.sqrt(squares) };
}

/** The largest magnitudes that a model's tables hold. */
export interface Largest {
  /** max ‖out row‖₂ */
  readonly rowNorm: number;
  readonly bias: number;
  readonly prior: number;
}

/**
 * A bound on |score of the kernels − score of the reference|, for every item at once. The user was rounded:
 * Σ (user_c − step · code_c) · out_jc ≤ lost · ‖out_j‖ (Cauchy & Schwarz). The products with codes are whole
 * numbers and exact; sparse sums are the reference's own. What follows is float32: each of the four parts is
 * rounded at most three times before and three times while they are added, the reference's score once (Higham
 * 2002, section 3.1). Twice that, and a thousandth of the first, to be on the safe side.
 * `sparse` bounds |Σ w_i · S[i, j]| · gate.
 */
export function wasmErrorBound(
  user: QuantisedUser,
  query: Pick<UserQuery, 'fade' | 'popularity'>,
  largest: Largest,
  sparse: number,
): number {
  const size =
    (user.norm + user.lost) * largest.rowNorm +
    sparse +
    Math.abs(query.fade) * largest.bias +
    Math.abs(query.popularity) * largest.prior;
  return 1.001 * user.lost * largest.rowNorm + 2 * 7 * ROUNDING * size + SMALLEST;
}

/** Largest whole number of two bytes. */
export const TOP = 65_535;

/** Numbers as whole numbers of two bytes: number ≈ origin + step · code. */
export interface TwoByteRange {
  readonly origin: number;
  readonly step: number;
}

/** Steps smaller than this float32 would lose. */
const LEAST_STEP = 2 ** -100;

/**
 * The range whose codes run from `first` for `least` to the largest for `most`. A step is never 0, nor so small
 * beside the numbers that rounding in double precision could leave the codes.
 */
export function rangeBetween(least: number, most: number, first: number): TwoByteRange {
  const magnitude = Math.max(Math.abs(least), Math.abs(most));
  const step = Math.max((most - least) / (TOP - first), magnitude * 2 ** -40, LEAST_STEP);
  return { origin: least - first * step, step };
}

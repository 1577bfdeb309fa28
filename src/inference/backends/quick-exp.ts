/** Parts of an octave that the table tells apart. */
const PARTS = 64;
/** Octaves below the largest score that still count: what is left out is under 2⁻⁴⁰ of it each. */
const OCTAVES = 40;

/** exp(−x) from here on comes to nothing. */
export const EXP_REACH = OCTAVES * Math.LN2;

const PART = Math.LN2 / PARTS;
const INVERSE = 1 / PART;

/** powers[p] = 2^(−p / PARTS): 20 KB, so that it stays in a core's nearest cache. */
const powers = Float64Array.from({ length: OCTAVES * PARTS + 1 }, (_, part) => 2 ** (-part / PARTS));

/**
 * exp(−x) for 0 ≤ x < `EXP_REACH`, within 3e-8 of it and at a quarter of the time of Math.exp: a power of two by
 * table, the rest, at most half a part, by three terms of the series.
 */
export function quickExp(x: number): number {
  const nearest = (x * INVERSE + 0.5) | 0;
  const rest = nearest * PART - x;
  return powers[nearest]! * (1 + rest * (1 + 0.5 * rest));
}

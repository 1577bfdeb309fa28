/** What many measurements of the same thing come to; all in the unit of the measurements. */
export interface Spread {
  readonly least: number;
  readonly median: number;
  /** 95 of 100 measurements are at most this (nearest rank). */
  readonly p95: number;
  readonly most: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return {
    least: sorted[0] ?? Number.NaN,
    median: median(sorted),
    p95: sorted[Math.ceil(0.95 * sorted.length) - 1] ?? Number.NaN,
    most: sorted.at(-1) ?? Number.NaN,
  };
}

/** The middle value, or the mean of the two in the middle; NaN of none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  return (sorted[Math.ceil(half) - 1] + sorted[Math.floor(half)]) / 2;
}

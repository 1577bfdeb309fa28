/** Most candidates beyond k that a diverse list is chosen from. */
const MOST_SPARE = 1000;

/**
 * How many of the best candidates a diverse list of k is chosen from: five times as many, at least 100; but the
 * work grows with k · size, and a list of hundreds has room to be diverse as it is.
 */
export function poolSize(k: number, diversity: number): number {
  return diversity === 0 ? k : Math.max(100, Math.min(5 * k, k + MOST_SPARE));
}

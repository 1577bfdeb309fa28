/**
 * prior[items] = ln(1 + popularity), moved and scaled to mean 0 and standard deviation 1 over the catalogue;
 * 0 where all items are equally popular.
 */
export function popularityPrior(popularity: readonly number[]): Float32Array {
  const logs = popularity.map((count) => Math.log1p(count));
  const { mean, deviation } = spreadOf(logs);
  // Rounding leaves a little deviation among equal numbers; scaled up it would be noise.
  if (!(deviation > 1e-9)) return new Float32Array(logs.length);
  return Float32Array.from(logs, (log) => (log - mean) / deviation);
}

/** Mean and standard deviation; 0 and 0 of nothing. */
export function spreadOf(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  let mean = 0;
  for (const value of values) mean += value / values.length;
  let variance = 0;
  for (const value of values) variance += (value - mean) ** 2 / values.length;
  return { mean, deviation: Math.sqrt(variance) };
}

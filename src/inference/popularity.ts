/**
 * prior[items] = ln(1 + popularity), moved and scaled to mean 0 and standard deviation 1 over the catalogue;
 * 0 where all items are equally popular.
 */
export function popularityPrior(popularity: readonly number[]): Float32Array {
  const logs = new Float64Array(popularity.length);
  for (let item = 0; item < logs.length; item++) logs[item] = Math.log1p(popularity[item]!);
  const { mean, deviation } = spreadOf(logs);
  // Rounding leaves a little deviation among equal numbers; scaled up it would be noise.
  const prior = new Float32Array(logs.length);
  if (!(deviation > 1e-9)) return prior;
  for (let item = 0; item < logs.length; item++) prior[item] = (logs[item]! - mean) / deviation;
  return prior;
}

/** Mean and standard deviation; 0 and 0 of nothing. */
export function spreadOf(values: ArrayLike<number>): { readonly mean: number; readonly deviation: number } {
  let mean = 0;
  for (let at = 0; at < values.length; at++) mean += values[at]! / values.length;
  let variance = 0;
  for (let at = 0; at < values.length; at++) {
    // Not as a power, which takes longer than all the rest in code that has just arrived.
    const off = values[at]! - mean;
    variance += (off * off) / values.length;
  }
  return { mean, deviation: Math.sqrt(variance) };
}

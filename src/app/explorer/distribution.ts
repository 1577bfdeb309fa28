/** Probabilities over a few items: sums of 1, in the order of the items. */
export type Distribution = readonly number[];

/** Weights of at least 0 → shares that add up to 1; all 0 where nothing weighs anything. */
export function normalise(weights: readonly number[]): Distribution {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (total > 0 ? weight / total : 0));
}

/**
 * The distribution at another temperature: p^(1/T) / Σ p^(1/T). Above 1 it is flatter, below 1 sharper; the same
 * as softmax(logits / T) when p = softmax(logits). Hinton, Vinyals & Dean 2015, eq. 1.
 */
export function temper(probabilities: Distribution, temperature: number): Distribution {
  const largest = Math.max(...probabilities);
  // Relative to the largest: a small probability to the power of ten would be 0 in floating point.
  return normalise(probabilities.map((p) => (largest > 0 && p > 0 ? (p / largest) ** (1 / temperature) : 0)));
}

/** KL(p ‖ q) = Σ p ln(p / q), nats; an item with p = 0 adds nothing, one with q = 0 < p makes it infinite. */
export function klDivergence(p: Distribution, q: Distribution): number {
  const sum = p.reduce((total, share, at) => total + (share > 0 ? share * Math.log(share / q[at]) : 0), 0);
  // Rounding may leave a hair below 0.
  return Math.max(0, sum);
}

/** exp(entropy): as many items, all equally likely, would be as hard to guess. Hill 1973, order 1. */
export function effectiveCount(p: Distribution): number {
  return Math.exp(-p.reduce((sum, share) => sum + (share > 0 ? share * Math.log(share) : 0), 0));
}

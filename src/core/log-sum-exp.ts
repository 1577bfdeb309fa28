/** ln Σ exp(scores); −Infinity counts for nothing, and is the answer where there is nothing else. */
export function logSumExp(scores: ArrayLike<number>): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < scores.length; i++) largest = Math.max(largest, scores[i]!);
  if (largest === Number.NEGATIVE_INFINITY) return largest;
  let total = 0;
  for (let i = 0; i < scores.length; i++) total += Math.exp(scores[i]! - largest);
  return largest + Math.log(total);
}

/** Ranking quality of one user: a ranked list of item indices against the set of held-out items. */

/** DCG of a list whose first `count` places are all hits: Σ 1 / log2(place + 1). */
export function idealGain(count: number): number {
  let gain = 0;
  for (let place = 1; place <= count; place++) gain += discount(place);
  return gain;
}

/** 1 / log2(place + 1), place from 1. Järvelin & Kekäläinen 2002. */
export function discount(place: number): number {
  return 1 / Math.log2(place + 1);
}

/** NDCG@k with binary gains; divides by the ideal DCG of min(k, targets). 0 where there are no targets. */
export function ndcg(ranked: ArrayLike<number>, targets: ReadonlySet<number>, k: number): number {
  if (targets.size === 0) return 0;
  let gain = 0;
  for (let i = 0; i < Math.min(k, ranked.length); i++) {
    if (targets.has(ranked[i]!)) gain += discount(i + 1);
  }
  return gain / idealGain(Math.min(k, targets.size));
}

/** Recall@k; divides by min(k, targets), so a perfect list has 1. Liang et al. 2018, eq. 9. */
export function recall(ranked: ArrayLike<number>, targets: ReadonlySet<number>, k: number): number {
  if (targets.size === 0) return 0;
  let hits = 0;
  for (let i = 0; i < Math.min(k, ranked.length); i++) if (targets.has(ranked[i]!)) hits++;
  return hits / Math.min(k, targets.size);
}

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

/** Share of the catalogue that is recommended to anybody; counts[items]: how often each item is recommended. */
export function catalogueCoverage(counts: ArrayLike<number>): number {
  let covered = 0;
  for (let item = 0; item < counts.length; item++) if (counts[item]! > 0) covered++;
  return counts.length === 0 ? 0 : covered / counts.length;
}

/**
 * Gini index of counts[items]: 0 when every item is recommended equally often, 1 when one item takes
 * all. Shani & Gunawardana 2011, "Evaluating Recommendation Systems", section 3.3: with the shares p
 * in ascending order, Σ_j (2j − n − 1) p_j / (n − 1). 0 where nothing is recommended.
 */
export function giniIndex(counts: ArrayLike<number>): number {
  const ascending = Float64Array.from(counts).sort();
  const n = ascending.length;
  let sum = 0;
  let weighted = 0;
  for (let j = 1; j <= n; j++) {
    sum += ascending[j - 1]!;
    weighted += (2 * j - n - 1) * ascending[j - 1]!;
  }
  return sum === 0 || n < 2 ? 0 : weighted / ((n - 1) * sum);
}

/**
 * deciles[items]: 0 for the tenth of the catalogue that most training users like, … 9 for the least
 * liked tenth. Equal counts are put in ascending item index.
 */
export function popularityDeciles(popularity: ArrayLike<number>): Uint8Array {
  const items = popularity.length;
  const order = Array.from({ length: items }, (_, item) => item);
  order.sort((a, b) => popularity[b]! - popularity[a]! || a - b);
  const deciles = new Uint8Array(items);
  order.forEach((item, place) => {
    deciles[item] = Math.floor((10 * place) / items);
  });
  return deciles;
}

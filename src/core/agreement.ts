import { AttarError } from './errors.ts';

/**
 * |first k of a ∩ first k of b| / k: the share of two lists that is the same, whatever the order.
 * A list shorter than k simply has fewer entries to share; an entry counts once.
 */
export function overlapAt<Entry>(a: readonly Entry[], b: readonly Entry[], k: number): number {
  if (!Number.isInteger(k) || k < 1) {
    throw new AttarError('request/invalid', `overlap at k: k must be a whole number from 1, got ${k}`);
  }
  const first = new Set(a.slice(0, k));
  let shared = 0;
  for (const entry of new Set(b.slice(0, k))) if (first.has(entry)) shared++;
  return shared / k;
}

/**
 * Rank-biased overlap, extrapolated: 1 for equal lists, 0 for lists that share nothing, the head
 * weighing most. p, inside (0, 1), is the chance that a reader goes on from one rank to the next.
 * Lists may differ in length; entries inside one list must differ. Two empty lists agree (1).
 *
 * Webber, Moffat & Zobel, "A similarity measure for indefinite rankings", TOIS 28(4), 2010, eq. 32:
 * with s ≤ l the two lengths and X_d the number of entries shared by the first d of each,
 *
 *   (1 − p)/p · ( Σ_{d=1..l} X_d/d · p^d + Σ_{d=s+1..l} X_s (d − s)/(s d) · p^d ) + ((X_l − X_s)/l + X_s/s) · p^l
 */
export function rankBiasedOverlap<Entry>(a: readonly Entry[], b: readonly Entry[], p: number): number {
  if (!(p > 0 && p < 1)) {
    throw new AttarError('request/invalid', `rank-biased overlap: p must lie between 0 and 1, got ${p}`);
  }
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 0) return long.length === 0 ? 1 : 0;
  const shared = sharedByDepth(short, long);
  const s = short.length;
  const l = long.length;
  const sharedInShort = shared[s - 1];
  let sum = 0;
  for (let d = 1; d <= l; d++) {
    const beyond = d > s ? (sharedInShort * (d - s)) / (s * d) : 0;
    sum += (shared[d - 1] / d + beyond) * p ** d;
  }
  return ((1 - p) / p) * sum + ((shared[l - 1] - sharedInShort) / l + sharedInShort / s) * p ** l;
}

/** shared[long.length]: how many entries the first d of each list have in common, for d = 1 … */
function sharedByDepth<Entry>(short: readonly Entry[], long: readonly Entry[]): number[] {
  const inShort = new Set<Entry>();
  const inLong = new Set<Entry>();
  let count = 0;
  return long.map((entry, at) => {
    if (inShort.has(entry)) count++;
    inLong.add(entry);
    if (at < short.length) {
      if (inLong.has(short[at])) count++;
      inShort.add(short[at]);
    }
    return count;
  });
}

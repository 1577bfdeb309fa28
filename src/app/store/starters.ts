import type { Item } from '../types.ts';

/** Well-known items looked at for each one shown. */
export const POOL_FACTOR = 10;

/**
 * Items to begin with, known to many and unlike each other, so that three taps tell much: maximal marginal
 * relevance (Carbonell & Goldstein 1998) with the place by popularity as relevance and the share of tags and
 * creators in common (Jaccard) as likeness. The best known comes first. `known`: best known first.
 */
export function pickStarters(known: readonly Item[], count: number): Item[] {
  const rest = known.map((item, place) => ({
    item,
    features: new Set([...item.tags, ...item.creators]),
    place: place / known.length,
    likeness: 0,
  }));
  const picked: Item[] = [];
  while (picked.length < count && rest.length > 0) {
    const best = rest.reduce((a, b) => (b.place + b.likeness < a.place + a.likeness ? b : a));
    rest.splice(rest.indexOf(best), 1);
    picked.push(best.item);
    for (const other of rest)
      other.likeness = Math.max(other.likeness, jaccard(best.features, other.features));
  }
  return picked;
}

/** |a ∩ b| / |a ∪ b|; 0 where both are empty. */
function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const feature of a) if (b.has(feature)) shared++;
  return shared === 0 ? 0 : shared / (a.size + b.size - shared);
}

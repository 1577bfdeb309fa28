/** How often each tag was given to one item. */
export type TagCounts = ReadonlyMap<string, number>;

export interface TellingTagOptions {
  /** Most tags an item. */
  readonly most: number;
  /** A tag needs at least this share of an item's tags … */
  readonly smallestShare: number;
  /** … and this many votes. */
  readonly fewestVotes: number;
}

/** An item without a tag of its own kind still counts as this many votes of the average item. */
const PRIOR_VOTES = 20;

/**
 * The tags that tell most about each item, best first. With p the tag's share of the item's votes and
 * q its mean share over all items, a tag's worth is √p · ln(p / q): a tag must be both frequent here and
 * rarer elsewhere, so that a dragon story is `fantasy` and `dragons`. p is drawn towards q by a few
 * votes of the average item, or one vote on an obscure item would weigh as much as a thousand.
 */
export function tellingTags(
  items: ReadonlyMap<number, TagCounts>,
  { most, smallestShare, fewestVotes }: TellingTagOptions,
): Map<number, string[]> {
  const average = meanShares(items);
  const telling = new Map<number, string[]>();
  for (const [item, counts] of items) {
    const votes = total(counts);
    const worth = new Map<string, number>();
    for (const [tag, count] of counts) {
      if (count < fewestVotes || count < smallestShare * votes) continue;
      const q = average.get(tag)!;
      const p = (count + PRIOR_VOTES * q) / (votes + PRIOR_VOTES);
      if (p > q) worth.set(tag, Math.sqrt(p) * Math.log(p / q));
    }
    const best = [...worth.keys()].sort((a, b) => worth.get(b)! - worth.get(a)! || (a < b ? -1 : 1));
    telling.set(item, best.slice(0, most));
  }
  return telling;
}

/** Mean over items of each tag's share; every item counts the same, however popular. */
function meanShares(items: ReadonlyMap<number, TagCounts>): Map<string, number> {
  const shares = new Map<string, number>();
  for (const counts of items.values()) {
    const votes = total(counts);
    for (const [tag, count] of counts) shares.set(tag, (shares.get(tag) ?? 0) + count / votes / items.size);
  }
  return shares;
}

function total(counts: TagCounts): number {
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum;
}

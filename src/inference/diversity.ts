import type { Ranking } from './rank.ts';
import type { Likeness } from './similarity.ts';

/**
 * Maximal marginal relevance, Carbonell & Goldstein 1998: the next item has the largest
 * (1 − diversity) · relevance − diversity · (largest likeness to an item already chosen),
 * where relevance is the score scaled to 0 … 1 over the pool. Ties go to the better rank.
 * Takes the likeness of two positions in the ranking; gives positions.
 *
 * A gain never rises once the first item is chosen, so an old gain bounds a new one, and only those at the
 * front of the queue are worked out anew (Minoux 1978): far fewer than the k · pool of the definition.
 */
export function diversify(likeness: Likeness, pool: Ranking, k: number, diversity: number): number[] {
  if (pool.items.length === 0) return [];
  const relevance = scaleToUnit(pool.scores);
  // The best item has the largest gain while nothing is chosen.
  const chosen = [0];
  const offers = Array.from({ length: pool.items.length - 1 }, (_, at) => newOffer(at + 1));
  const update = (offer: Offer): void => {
    for (; offer.seen < chosen.length; offer.seen++) {
      const near = likeness(offer.position, chosen[offer.seen]!);
      offer.nearest = Math.max(offer.nearest, near);
    }
    offer.gain = (1 - diversity) * relevance[offer.position]! - diversity * offer.nearest;
  };
  offers.forEach(update);
  offers.sort(compareOffers);
  while (chosen.length < k && offers.length > 0) chosen.push(takeBest(offers, chosen.length, update));
  return chosen;
}

/** An item not yet chosen, and its gain when it was last worked out. */
interface Offer {
  readonly position: number;
  gain: number;
  /** Largest likeness to the chosen items seen so far. */
  nearest: number;
  /** How many of the chosen items it was compared with. */
  seen: number;
}

function newOffer(position: number): Offer {
  return { position, gain: 0, nearest: Number.NEGATIVE_INFINITY, seen: 0 };
}

function compareOffers(a: Offer, b: Offer): number {
  return b.gain - a.gain || a.position - b.position;
}

/** Takes the offer of the largest gain out of a queue sorted by gains that may be old. */
function takeBest(queue: Offer[], chosen: number, update: (offer: Offer) => void): number {
  for (;;) {
    const first = queue.shift()!;
    if (first.seen === chosen) return first.position;
    update(first);
    const at = queue.findIndex((offer) => compareOffers(first, offer) < 0);
    queue.splice(at < 0 ? queue.length : at, 0, first);
  }
}

/** The scores moved and scaled to 0 … 1; all 1 where they are equal. Scores fall along a ranking. */
function scaleToUnit(scores: Float32Array): Float64Array {
  const most = scores[0] ?? 0;
  const least = scores.at(-1) ?? 0;
  return Float64Array.from(scores, (score) => (most === least ? 1 : (score - least) / (most - least)));
}

import type { HybridStudent } from '../core/hybrid.ts';
import type { Ranking } from './rank.ts';
import { cosine } from './similarity.ts';

/** How many of the best candidates a diverse list of k is chosen from. */
export function poolSize(k: number, diversity: number): number {
  return diversity === 0 ? k : Math.max(100, 5 * k);
}

/**
 * Maximal marginal relevance, Carbonell & Goldstein 1998: the next item has the largest
 * (1 − diversity) · relevance − diversity · (largest cosine to an item already chosen),
 * where relevance is the score scaled to 0 … 1 over the pool. Ties go to the better rank.
 * Gives positions in the ranking.
 */
export function diversify(student: HybridStudent, pool: Ranking, k: number, diversity: number): number[] {
  const size = pool.items.length;
  const relevance = scaleToUnit(pool.scores);
  const nearest = new Float64Array(size).fill(Number.NEGATIVE_INFINITY);
  const left = new Set(Array.from({ length: size }, (_, position) => position));
  const chosen: number[] = [];
  while (chosen.length < k && left.size > 0) {
    let best = -1;
    let bestGain = Number.NEGATIVE_INFINITY;
    for (const position of left) {
      const repeated = chosen.length === 0 ? 0 : nearest[position]!;
      const gain = (1 - diversity) * relevance[position]! - diversity * repeated;
      if (gain > bestGain) {
        best = position;
        bestGain = gain;
      }
    }
    left.delete(best);
    chosen.push(best);
    for (const position of left) {
      const likeness = cosine(student, pool.items[position]!, pool.items[best]!);
      if (likeness > nearest[position]!) nearest[position] = likeness;
    }
  }
  return chosen;
}

/** The scores moved and scaled to 0 … 1; all 1 where they are equal. Scores fall along a ranking. */
function scaleToUnit(scores: Float32Array): Float64Array {
  const most = scores[0] ?? 0;
  const least = scores.at(-1) ?? 0;
  return Float64Array.from(scores, (score) => (most === least ? 1 : (score - least) / (most - least)));
}

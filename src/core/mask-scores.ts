import type { Catalogue } from './catalogue.ts';

/** Sets scores[items] to −Infinity, in place, where an item may not be recommended: it has no title, or the user has it. */
export function maskScores(
  scores: Float32Array,
  history: readonly number[],
  { titles }: Pick<Catalogue, 'titles'>,
): Float32Array {
  for (let item = 0; item < scores.length; item++) {
    if (titles[item] === null) scores[item] = Number.NEGATIVE_INFINITY;
  }
  for (const item of history) scores[item] = Number.NEGATIVE_INFINITY;
  return scores;
}

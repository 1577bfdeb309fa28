import { logSumExp } from '../core/log-sum-exp.ts';
import { topK } from '../core/topk.ts';
import type { Catalogue } from '../format/index.ts';
import { listItems } from './listing.ts';
import { takeBest } from './rank.ts';
import type { Likeness } from './similarity.ts';
import type { RecommendedItem } from './types.ts';

/** Gives the k titled items most like one item, which is not among them; their scores are cosines. */
export function createSimilar(
  catalogue: Catalogue,
  likeness: Likeness,
): (item: number, k: number) => RecommendedItem[] {
  const scores = new Float32Array(catalogue.ids.length);
  return (item, k) => {
    for (let other = 0; other < scores.length; other++) {
      const hidden = other === item || catalogue.titles[other] === null;
      scores[other] = hidden ? Number.NEGATIVE_INFINITY : likeness(item, other);
    }
    const best = topK(scores, k);
    const ranking = takeBest(best, best, scores, logSumExp(scores));
    return listItems(catalogue, ranking, [...best.keys()], () => []);
  };
}

import type { Catalogue } from '../format/index.ts';
import type { Ranking } from './rank.ts';
import type { Owed } from './reasons.ts';
import type { RecommendedItem } from './types.ts';

/** The entries at some positions of a ranking, as the public answer; their titles are known to be there. */
export function listItems(
  catalogue: Catalogue,
  ranking: Ranking,
  positions: readonly number[],
  because: (item: number) => readonly Owed[],
): RecommendedItem[] {
  return positions.map((position, at) => {
    const item = ranking.items[position]!;
    return {
      id: catalogue.ids[item]!,
      title: catalogue.titles[item]!,
      rank: at + 1,
      score: ranking.scores[position]!,
      probability: ranking.probabilities[position]!,
      because: because(item).map(({ item: liked, share }) => ({ id: catalogue.ids[liked]!, share })),
    };
  });
}

import { foldIn, scoreAll } from '../core/hybrid.ts';
import type { History, HybridStudent } from '../core/hybrid.ts';
import { topK } from '../core/topk.ts';
import type { Golden } from './on-demand-schema.ts';

/** Weight of one like in a history. */
export const LIKE_WEIGHT = 1;

/**
 * Weight of one dislike. Students are trained on likes alone, so no data says what a dislike is worth:
 * half a like, turned round, moves the list without letting one tap drown the shelf. Changing it changes
 * every list that has dislikes, and with it golden.json: do both in one release.
 */
export const DISLIKE_WEIGHT = -0.5;

/** The history of likes and dislikes, all by item index; likes first, each in the order given. */
export function weighTastes(likes: readonly number[], dislikes: readonly number[]): History {
  return {
    items: [...likes, ...dislikes],
    weights: [...likes.map(() => LIKE_WEIGHT), ...dislikes.map(() => DISLIKE_WEIGHT)],
  };
}

/**
 * One case of golden.json: the reference's best k listed items outside the history, with their scores.
 * `listed(item)` says whether the item has a title.
 */
export function goldenCase(
  student: HybridStudent,
  listed: (item: number) => boolean,
  tastes: { readonly likes: readonly number[]; readonly dislikes: readonly number[] },
  k: number,
): Golden['cases'][number] {
  const likes = [...tastes.likes];
  const dislikes = [...tastes.dislikes];
  const scores = scoreAll(student, foldIn(student, weighTastes(likes, dislikes)));
  for (let item = 0; item < student.items; item++) {
    if (!listed(item)) scores[item] = Number.NEGATIVE_INFINITY;
  }
  for (const item of [...likes, ...dislikes]) scores[item] = Number.NEGATIVE_INFINITY;
  const items = [...topK(scores, k)];
  return { likes, dislikes, items, scores: items.map((item) => scores[item]!) };
}

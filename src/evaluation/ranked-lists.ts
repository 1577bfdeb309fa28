import { type Fold, rowOf } from '../core/interactions.ts';
import { topK } from '../core/topk.ts';
import type { ScoreUsers } from './protocol.ts';

/** The best items of each user, best first: all that any figure of a report needs of a model. */
export interface RankedLists {
  readonly users: number;
  /** Places a list has room for. */
  readonly depth: number;
  /** items[users, depth]; only the first lengths[user] places of a row mean anything. */
  readonly items: Uint32Array;
  /** lengths[users] */
  readonly lengths: Uint32Array;
}

/** How deep the deepest metric looks: NDCG@100. */
export const LIST_DEPTH = 100;
const BATCH = 250;

/** The best items outside the history, of all users of a fold; ties break by item id, as in `evaluateFold`. */
export async function rankFold(
  score: ScoreUsers,
  fold: Fold,
  onProgress?: (fraction: number) => void,
): Promise<RankedLists> {
  const { users, items } = fold.history;
  const scores = new Float32Array(Math.min(BATCH, users) * items);
  const lists = {
    users,
    depth: LIST_DEPTH,
    items: new Uint32Array(users * LIST_DEPTH),
    lengths: new Uint32Array(users),
  };
  for (let from = 0; from < users; from += BATCH) {
    const to = Math.min(users, from + BATCH);
    await score(fold.history, from, to, scores);
    for (let user = from; user < to; user++) {
      const row = scores.subarray((user - from) * items, (user - from + 1) * items);
      for (const item of rowOf(fold.history, user)) row[item] = Number.NEGATIVE_INFINITY;
      const ranked = topK(row, LIST_DEPTH);
      lists.items.set(ranked, user * LIST_DEPTH);
      lists.lengths[user] = ranked.length;
    }
    onProgress?.(to / users);
  }
  return lists;
}

/** The first k places of a user's list, without copying. */
export function listOf(lists: RankedLists, user: number, k: number = lists.depth): Uint32Array {
  const start = user * lists.depth;
  return lists.items.subarray(start, start + Math.min(k, lists.lengths[user]!));
}

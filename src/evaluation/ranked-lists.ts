import type { Fold } from '../core/interactions.ts';
import { LIST_DEPTH, rankUsers, type ScoreUsers } from './protocol.ts';

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

/** The best items outside the history, of all users of a fold; ties break by item id, as in `evaluateFold`. */
export async function rankFold(
  score: ScoreUsers,
  fold: Fold,
  onProgress?: (fraction: number) => void,
): Promise<RankedLists> {
  const { users } = fold.history;
  const lists = {
    users,
    depth: LIST_DEPTH,
    items: new Uint32Array(users * LIST_DEPTH),
    lengths: new Uint32Array(users),
  };
  const keep = (user: number, ranked: Uint32Array): void => {
    lists.items.set(ranked, user * LIST_DEPTH);
    lists.lengths[user] = ranked.length;
  };
  await rankUsers(score, fold.history, keep, onProgress);
  return lists;
}

/** The first k places of a user's list, without copying. */
export function listOf(lists: RankedLists, user: number, k: number = lists.depth): Uint32Array {
  const start = user * lists.depth;
  return lists.items.subarray(start, start + Math.min(k, lists.lengths[user]!));
}

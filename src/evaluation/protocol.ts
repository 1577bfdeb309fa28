import { type Fold, type InteractionMatrix, rowOf } from '../core/interactions.ts';
import { ndcg, recall } from '../core/metrics.ts';
import { topK } from '../core/topk.ts';

/** Scores users from … to − 1 of a matrix of histories: scores[to − from, items], higher is better. */
export type ScoreUsers = (
  histories: InteractionMatrix,
  from: number,
  to: number,
  scores: Float32Array,
) => void | Promise<void>;

/** One figure a user, in the order of the fold's users. */
export interface UserMetrics {
  readonly ndcg10: Float64Array;
  readonly ndcg100: Float64Array;
  readonly recall20: Float64Array;
}

/** How deep the deepest metric looks: NDCG@100. */
export const LIST_DEPTH = 100;
const BATCH = 250;

/**
 * Full-ranking evaluation: all items are ranked, those of the history left out; no sampled metrics
 * (Krichene & Rendle 2020 say why). Ties break by item id.
 */
export async function evaluateFold(
  score: ScoreUsers,
  fold: Fold,
  onProgress?: (fraction: number) => void,
): Promise<UserMetrics> {
  const { users } = fold.history;
  const metrics = {
    ndcg10: new Float64Array(users),
    ndcg100: new Float64Array(users),
    recall20: new Float64Array(users),
  };
  const measure = (user: number, ranked: Uint32Array): void => {
    const targets = new Set(rowOf(fold.targets, user));
    metrics.ndcg10[user] = ndcg(ranked, targets, 10);
    metrics.ndcg100[user] = ndcg(ranked, targets, 100);
    metrics.recall20[user] = recall(ranked, targets, 20);
  };
  await rankUsers(score, fold.history, measure, onProgress);
  return metrics;
}

/** Calls `visit` with each user's best LIST_DEPTH items outside the history, best first, in the order of users. */
export async function rankUsers(
  score: ScoreUsers,
  histories: InteractionMatrix,
  visit: (user: number, ranked: Uint32Array) => void,
  onProgress?: (fraction: number) => void,
): Promise<void> {
  const { users, items } = histories;
  const scores = new Float32Array(Math.min(BATCH, users) * items);
  for (let from = 0; from < users; from += BATCH) {
    const to = Math.min(users, from + BATCH);
    await score(histories, from, to, scores);
    for (let user = from; user < to; user++) {
      const row = scores.subarray((user - from) * items, (user - from + 1) * items);
      for (const item of rowOf(histories, user)) row[item] = Number.NEGATIVE_INFINITY;
      visit(user, topK(row, LIST_DEPTH));
    }
    onProgress?.(to / users);
  }
}

/** Mean of one figure over users; 0 of none. */
export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length === 0 ? 0 : sum / values.length;
}

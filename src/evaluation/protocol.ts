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

/** How deep the deepest metric looks. */
const DEPTH = 100;
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
  const { users, items } = fold.history;
  const scores = new Float32Array(BATCH * items);
  const metrics = {
    ndcg10: new Float64Array(users),
    ndcg100: new Float64Array(users),
    recall20: new Float64Array(users),
  };
  for (let from = 0; from < users; from += BATCH) {
    const to = Math.min(users, from + BATCH);
    await score(fold.history, from, to, scores);
    for (let user = from; user < to; user++) {
      const row = scores.subarray((user - from) * items, (user - from + 1) * items);
      for (const item of rowOf(fold.history, user)) row[item] = Number.NEGATIVE_INFINITY;
      const ranked = topK(row, DEPTH);
      const targets = new Set(rowOf(fold.targets, user));
      metrics.ndcg10[user] = ndcg(ranked, targets, 10);
      metrics.ndcg100[user] = ndcg(ranked, targets, 100);
      metrics.recall20[user] = recall(ranked, targets, 20);
    }
    onProgress?.(to / users);
  }
  return metrics;
}

/** Mean of one figure over users; 0 of none. */
export function meanOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return values.length === 0 ? 0 : sum / values.length;
}

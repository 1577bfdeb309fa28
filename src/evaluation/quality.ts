import { HISTORY_LENGTHS } from '../core/history-length.ts';
import type { Folds } from '../core/interactions.ts';
import { evaluateFold, meanOf, type ScoreUsers } from './protocol.ts';

/** Keeps the logarithm finite where nothing is found. */
const LEAST = 1e-9;

/**
 * What hyper-parameters are chosen by, on validation users: the mean of ln NDCG@10 and ln NDCG@100 over
 * history lengths, so that a ratio counts the same wherever it is won.
 */
export async function meanLogQuality(score: ScoreUsers, folds: Folds): Promise<number> {
  let sum = 0;
  for (const length of HISTORY_LENGTHS) {
    const metrics = await evaluateFold(score, folds[length]);
    sum += Math.log(meanOf(metrics.ndcg10) + LEAST) + Math.log(meanOf(metrics.ndcg100) + LEAST);
  }
  return sum / (2 * HISTORY_LENGTHS.length);
}

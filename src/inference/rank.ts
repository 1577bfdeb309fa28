import { scoreItem } from '../core/hybrid.ts';
import type { HybridQuery, HybridStudent } from '../core/hybrid.ts';
import { topK } from '../core/topk.ts';
import type { Scores } from './backends/backend.ts';

export interface Ranking {
  /** Item indices, best first. */
  readonly items: Uint32Array;
  /** `scoreItem` of each, whatever backend proposed it. */
  readonly scores: Float32Array;
  /** Softmax over all candidates. */
  readonly probabilities: Float64Array;
}

/**
 * The k best candidates by the reference's score. A backend with an error e only proposes: the reference's
 * k best are all among the items whose score is at least (k-th best − 2e), since the k-th best of the
 * reference is at least (k-th best − e) and no score moves by more than e. Those are scored again here.
 */
export function rankCandidates(
  student: HybridStudent,
  query: HybridQuery,
  mask: Uint8Array,
  found: Scores,
  k: number,
): Ranking {
  const scores = maskScores(found.scores, mask);
  const proposed = topK(scores, k);
  if (proposed.length === 0) return take(proposed, scores, scores);
  const exact = found.error === 0 ? scores : rescore(student, query, scores, proposed, found.error);
  return take(found.error === 0 ? proposed : topK(exact, k), exact, scores);
}

/** scores[items] with −Infinity for what is no candidate or has no finite score. */
function maskScores(scores: Float32Array, mask: Uint8Array): Float32Array {
  return scores.map((score, item) =>
    mask[item] === 1 && Number.isFinite(score) ? score : Number.NEGATIVE_INFINITY,
  );
}

/** exact[items]: `scoreItem` of all that could be among the best, −Infinity elsewhere. */
function rescore(
  student: HybridStudent,
  query: HybridQuery,
  scores: Float32Array,
  proposed: Uint32Array,
  error: number,
): Float32Array {
  const threshold = scores[proposed.at(-1)!]! - 2 * error;
  return scores.map((score, item) =>
    score >= threshold && score > Number.NEGATIVE_INFINITY
      ? scoreItem(student, query, item)
      : Number.NEGATIVE_INFINITY,
  );
}

function take(items: Uint32Array, exact: Float32Array, all: Float32Array): Ranking {
  const scores = Float32Array.from(items, (item) => exact[item]!);
  return { items, scores, probabilities: softmax(scores, all) };
}

/** exp(score) / Σ exp(all); −Infinity counts for nothing. */
export function softmax(scores: Float32Array, all: Float32Array): Float64Array {
  const largest = scores.length === 0 ? 0 : scores[0]!;
  let total = 0;
  for (const score of all) total += Math.exp(score - largest);
  return Float64Array.from(scores, (score) => Math.min(1, Math.exp(score - largest) / total));
}

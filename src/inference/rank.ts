import { scoreOf } from '../core/hybrid.ts';
import type { UserQuery } from '../core/hybrid.ts';
import { topK } from '../core/topk.ts';
import type { Proposal, ScoredModel } from './backends/backend.ts';

export interface Ranking {
  /** Item indices, best first. */
  readonly items: Uint32Array;
  /** The reference's score of each, whatever backend proposed it. */
  readonly scores: Float32Array;
  /** Softmax over all candidates; its denominator is the backend's. */
  readonly probabilities: Float64Array;
}

/**
 * The k best of what a backend proposes, by the reference's score; ties by position. A backend whose scores
 * are off by at most e proposes every candidate at or above (k-th best − 2e): the k-th best of the reference
 * is at least (k-th best − e), and no score moves by more than e, so none of the reference's k best is missed.
 */
export function rankProposal(
  { student, prior }: ScoredModel,
  query: UserQuery,
  proposal: Pick<Proposal, 'items' | 'logTotal'>,
  k: number,
): Ranking {
  const score = scoreOf(student, prior, query);
  const exact = new Float32Array(proposal.items.length);
  for (let i = 0; i < exact.length; i++) exact[i] = finiteOrLast(score(proposal.items[i]!));
  const best = topK(exact, k);
  const items = new Uint32Array(best.length);
  for (let i = 0; i < items.length; i++) items[i] = proposal.items[best[i]!]!;
  return takeBest(best, items, exact, proposal.logTotal);
}

function finiteOrLast(score: number): number {
  return Number.isFinite(score) ? score : Number.NEGATIVE_INFINITY;
}

/** The ranking of items whose scores stand at some positions, best first. */
export function takeBest(
  positions: Uint32Array,
  items: Uint32Array,
  scores: Float32Array,
  logTotal: number,
): Ranking {
  // Loops, since `from` with a function takes several times as long, and this is done for every list.
  const taken = new Float32Array(positions.length);
  const probabilities = new Float64Array(positions.length);
  for (let i = 0; i < taken.length; i++) {
    taken[i] = scores[positions[i]!]!;
    probabilities[i] = Math.min(1, Math.exp(taken[i]! - logTotal));
  }
  return { items, scores: taken, probabilities };
}

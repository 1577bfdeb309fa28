import { overlapAt, rankBiasedOverlap } from '../../core/agreement.ts';
import { kendallTau } from '../../core/kendall.ts';
import { ndcg } from '../../core/metrics.ts';
import { PERSISTENCE } from '../store/comparison.ts';
import type { Catalogue, SampleUser } from '../types.ts';

/** Ranks of each list that go into every figure of a reader; NDCG and recall are at this depth. */
export const DEPTH = 20;

/** Places at the head of which the overlap is told. */
export const HEAD = 10;

/** A top list: item indices, best first, and the probability of each among all items. */
export interface RankedItems {
  readonly items: readonly number[];
  readonly probabilities: readonly number[];
}

/** How far two lists agree. */
export interface Agreement {
  /** Share of the first ten that both name, 0 to 1. */
  readonly overlap: number;
  /** Rank-biased overlap of the first twenty, 0 to 1. */
  readonly rankBiasedOverlap: number;
  /** Kendall's τ-b over all items of both twenties, −1 to 1. */
  readonly kendall: number;
}

/** A sample user with both lists and what they are worth. */
export interface AssessedReader {
  readonly user: SampleUser;
  readonly student: RankedItems;
  readonly agreement: Agreement;
  /** NDCG@20 of each list on the held-out items, 0 to 1. */
  readonly teacherNdcg: number;
  readonly studentNdcg: number;
  /** Mean, over the history, of the likes that training users gave each item. */
  readonly popularity: number;
  /** Share of the history that has each tag, by position in `tagNames`. */
  readonly tagShares: ReadonlyMap<number, number>;
}

/** Both lists of a sample user, set against each other and against what was held out. */
export function assessReader(user: SampleUser, student: RankedItems, catalogue: Catalogue): AssessedReader {
  const heldOut = new Set(user.heldOut);
  return {
    user,
    student,
    agreement: agree(user.teacher.items, student.items),
    teacherNdcg: ndcg(user.teacher.items, heldOut, DEPTH),
    studentNdcg: ndcg(student.items, heldOut, DEPTH),
    popularity: meanPopularity(user.history, catalogue),
    tagShares: shareByTag(user.history, catalogue),
  };
}

/** The agreement of two top lists, of which the first twenty count. */
export function agree(teacher: readonly number[], student: readonly number[]): Agreement {
  const [first, second] = [teacher.slice(0, DEPTH), student.slice(0, DEPTH)];
  return {
    overlap: overlapAt(first, second, HEAD),
    rankBiasedOverlap: rankBiasedOverlap(first, second, PERSISTENCE),
    kendall: kendallTau(first, second),
  };
}

function meanPopularity(history: readonly number[], { popularity }: Catalogue): number {
  const likes = history.reduce((sum, item) => sum + popularity[item], 0);
  return likes / Math.max(1, history.length);
}

function shareByTag(history: readonly number[], { tags }: Catalogue): Map<number, number> {
  const shares = new Map<number, number>();
  for (const item of history) {
    for (const tag of tags[item]) shares.set(tag, (shares.get(tag) ?? 0) + 1 / history.length);
  }
  return shares;
}

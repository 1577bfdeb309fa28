import { lateCode } from '../core/late-code.ts';
import { foldUser } from '../core/hybrid.ts';
import type { HybridStudent } from '../core/hybrid.ts';
import type { Catalogue } from '../format/index.ts';
import type { Backend, ScoredModel } from './backends/backend.ts';
import { createCandidates } from './candidates.ts';
import { listItems } from './listing.ts';
import { poolSize } from './pool-size.ts';
import { leanTo } from './popularity.ts';
import { rankProposal } from './rank.ts';
import type { Ranking } from './rank.ts';
import { explain } from './reasons.ts';
import type { CheckedRequest } from './request.ts';
import { historyOf } from './taste.ts';
import type { Recommendations } from './types.ts';

/** What answers are made from. */
export interface AnswerParts extends ScoredModel {
  readonly catalogue: Catalogue;
  readonly backend: Backend;
}

/**
 * Gives answers to checked requests, several at a time if need be. Nothing here grows with the catalogue
 * but what the backend does.
 */
export function createAnswer(parts: AnswerParts): (request: CheckedRequest) => Promise<Recommendations> {
  const { student, catalogue, backend } = parts;
  const candidatesOf = createCandidates(catalogue);
  return async (request) => {
    const start = performance.now();
    const query = leanTo(request.popularity, parts, foldUser(student, historyOf(request)));
    const candidates = candidatesOf(request);
    const size = poolSize(request.k, request.diversity);
    const found = await backend.propose(query, candidates.mask, size).finally(candidates.release);
    const ranking = rankProposal(parts, query, found, size);
    const positions = await choose(student, ranking, request);
    const items = listItems(catalogue, ranking, positions, explain(student, query));
    return { items, backend: found.by, elapsed: performance.now() - start };
  };
}

/** Positions in the ranking: the first k, or k that differ. */
async function choose(
  student: HybridStudent,
  ranking: Ranking,
  { k, diversity }: CheckedRequest,
): Promise<number[]> {
  if (diversity === 0) return [...ranking.items.keys()];
  const { diversify, likenessAmong } = await lateCode('diverse lists', import('./diverse.ts'));
  return diversify(likenessAmong(student, ranking.items), ranking, k, diversity);
}

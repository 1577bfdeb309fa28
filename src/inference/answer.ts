import { lateCode } from '../core/late-code.ts';
import { foldUser } from '../core/hybrid.ts';
import type { HybridStudent } from '../core/hybrid.ts';
import type { Catalogue } from '../format/index.ts';
import type { Backend, ScoredModel } from './backends/backend.ts';
import { createCandidates } from './candidates.ts';
import { listItems } from './listing.ts';
import { once } from './once.ts';
import { poolSize } from './pool-size.ts';
import { rankProposal } from './rank.ts';
import type { Ranking } from './rank.ts';
import { explain } from './reasons.ts';
import type { CheckedRequest } from './request.ts';
import { historyOf } from './taste.ts';
import type * as Wishes from './wishes.ts';
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
  const filterMasks = once(async () => (await wishes()).createFilterMasks(catalogue));
  return async (request) => {
    const start = performance.now();
    const { popularity, filter } = request;
    const user = foldUser(student, historyOf(request));
    const query = popularity === 0 ? user : (await wishes()).leanTo(popularity, parts, user);
    const isFiltered = Object.keys(filter).length > 0;
    const candidates = candidatesOf(request, isFiltered ? (await filterMasks())(filter) : undefined);
    const size = poolSize(request.k, request.diversity);
    const found = await backend.propose(query, candidates.mask, size).finally(candidates.release);
    const ranking = rankProposal(parts, query, found, size);
    const positions = await choose(student, ranking, request);
    const items = listItems(catalogue, ranking, positions, explain(student, query));
    const elapsed = performance.now() - start;
    return { items, backend: found.by, elapsed, computed: elapsed };
  };
}

function wishes(): Promise<typeof Wishes> {
  return lateCode('filters, variety and fame', import('./wishes.ts'));
}

/** Positions in the ranking: the first k, or k that differ. */
async function choose(
  student: HybridStudent,
  ranking: Ranking,
  { k, diversity }: CheckedRequest,
): Promise<number[]> {
  if (diversity === 0) return [...ranking.items.keys()];
  const { diversify, likenessAmong } = await wishes();
  return diversify(likenessAmong(student, ranking.items), ranking, k, diversity);
}

import { AttarError } from '../core/errors.ts';
import { foldIn } from '../core/hybrid.ts';
import type { HybridStudent } from '../core/hybrid.ts';
import { topK } from '../core/topk.ts';
import { BUNDLE_FILES, parseGolden, parseReport, parseSamples, weighTastes } from '../format/index.ts';
import type { Catalogue, ListedFile, Manifest } from '../format/index.ts';
import type { Backend } from './backends/backend.ts';
import { candidateMask } from './candidates.ts';
import { diversify, poolSize } from './diversity.ts';
import { rankCandidates, softmax } from './rank.ts';
import type { Ranking } from './rank.ts';
import { explain } from './reasons.ts';
import type { Owed } from './reasons.ts';
import { checkK, checkRequest, indexOf } from './request.ts';
import { findFaults } from './self-test.ts';
import { cosine } from './similarity.ts';
import type { Recommendations, RecommendedItem, Recommender, RecommendRequest } from './types.ts';

/** What a recommender is put together from. */
export interface RecommenderParts {
  readonly manifest: Manifest;
  readonly catalogue: Catalogue;
  readonly student: HybridStudent;
  readonly backend: Backend;
  /** Fetches and verifies one more file of the bundle. */
  readonly get: (name: ListedFile) => Promise<Uint8Array>;
}

/** A recommender on a checked model; `loadRecommender` is the way in. */
export function createRecommender(parts: RecommenderParts): Recommender {
  const { manifest, catalogue, student, backend, get } = parts;
  const index = new Map(catalogue.ids.map((id, item) => [id, item]));
  let disposed = false;

  const check = (): void => {
    if (disposed) throw new AttarError('backend/lost', 'this recommender was disposed; load the model again');
  };

  const list = (
    ranking: Ranking,
    positions: readonly number[],
    because: (item: number) => Owed[],
  ): RecommendedItem[] =>
    positions.map((position, at) => {
      const item = ranking.items[position]!;
      return {
        id: catalogue.ids[item]!,
        title: catalogue.titles[item]!,
        rank: at + 1,
        score: ranking.scores[position]!,
        probability: ranking.probabilities[position]!,
        because: because(item).map(({ item: liked, share }) => ({ id: catalogue.ids[liked]!, share })),
      };
    });

  const recommend = async (asked: RecommendRequest): Promise<Recommendations> => {
    check();
    const start = performance.now();
    const request = checkRequest(asked, index);
    const { k, diversity } = request;
    const history = weighTastes(request.likes, request.dislikes);
    const query = foldIn(student, history);
    const found = backend.score(query);
    const mask = candidateMask(catalogue, request);
    const ranking = rankCandidates(student, query, mask, found, poolSize(k, diversity));
    const positions = diversity === 0 ? [...ranking.items.keys()] : diversify(student, ranking, k, diversity);
    const items = list(ranking, positions, explain(student, history));
    return { items, backend: found.by, elapsed: performance.now() - start };
  };

  const similar = async (id: string, k?: number): Promise<Recommendations> => {
    check();
    const start = performance.now();
    const item = indexOf('similar', id, index);
    const scores = Float32Array.from(catalogue.titles, (title, other) =>
      title === null || other === item ? Number.NEGATIVE_INFINITY : cosine(student, item, other),
    );
    const best = topK(scores, checkK(k));
    const found = Float32Array.from(best, (other) => scores[other]!);
    const ranking = { items: best, scores: found, probabilities: softmax(found, scores) };
    const items = list(ranking, [...best.keys()], () => []);
    return { items, backend: backend.name, elapsed: performance.now() - start };
  };

  const later = <T>(
    name: ListedFile,
    parse: (bytes: Uint8Array, manifest: Manifest) => T,
  ): (() => Promise<T>) => once(async () => parse(await get(name), manifest));
  const golden = later(BUNDLE_FILES.golden, parseGolden);

  return {
    manifest,
    catalogue,
    backend: backend.name,
    recommend,
    similar,
    selfTest: async () => findFaults(await golden(), catalogue, recommend),
    samples: later(BUNDLE_FILES.samples, parseSamples),
    golden,
    report: later(BUNDLE_FILES.report, parseReport),
    dispose: () => {
      if (!disposed) backend.dispose();
      disposed = true;
    },
  };
}

/** Runs on the first call and keeps the result; a failure is not kept, so that a call may try again. */
function once<T>(run: () => Promise<T>): () => Promise<T> {
  let kept: Promise<T> | undefined;
  return () => {
    kept ??= run().catch((fault: unknown) => {
      kept = undefined;
      throw fault;
    });
    return kept;
  };
}

import { AttarError } from '../core/errors.ts';
import { BUNDLE_FILES, parseGolden, parseReport, parseSamples } from '../format/index.ts';
import type { Catalogue, ListedFile, Manifest } from '../format/index.ts';
import { createAnswer } from './answer.ts';
import { askedFor } from './backends/choose.ts';
import type { Backend, ScoredModel } from './backends/backend.ts';
import { inOrder } from './batch.ts';
import { once } from './once.ts';
import { checkK, checkRequest, checkRequests, indexOf } from './request.ts';
import { findFaults } from './self-test.ts';
import { createSimilar } from './similar.ts';
import { createLikeness } from './similarity.ts';
import type { BackendChoice, Recommendations, Recommender, RecommendRequest } from './types.ts';

/** What a recommender is put together from: the model that the backend was started with, and the rest. */
export interface RecommenderParts extends ScoredModel {
  readonly manifest: Manifest;
  readonly catalogue: Catalogue;
  readonly backend: Backend;
  /** Default: it was asked for by its name. */
  readonly choice?: BackendChoice;
  /** Fetches and verifies one more file of the bundle. */
  readonly get: (name: ListedFile) => Promise<Uint8Array>;
}

/** A recommender on a checked model; `loadRecommender` is the way in. */
export function createRecommender(parts: RecommenderParts): Recommender {
  const { manifest, catalogue, backend, get } = parts;
  const index = new Map(catalogue.ids.map((id, item) => [id, item]));
  const answer = createAnswer(parts);
  const similar = createSimilar(catalogue, createLikeness(parts.student));
  let disposed = false;
  const check = (): void => {
    if (disposed) throw new AttarError('backend/lost', 'this recommender was disposed; load the model again');
  };
  const recommend = async (request: RecommendRequest): Promise<Recommendations> => {
    check();
    return answer(checkRequest(request, index));
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
    choice: parts.choice ?? askedFor(backend.name),
    thread: 'page',
    recommend,
    recommendMany: async (requests) => {
      check();
      return inOrder(checkRequests(requests, index), (request) => {
        check();
        return answer(request);
      });
    },
    similar: async (id, k) => {
      check();
      const start = performance.now();
      const items = similar(indexOf('similar', id, index), checkK(k));
      // Every backend has the same integers to multiply: it is done here.
      return { items, backend: backend.name, elapsed: performance.now() - start };
    },
    selfTest: async () => {
      const expected = await golden();
      // What answers in its place for now is not what is to be tested.
      await backend.ready;
      return findFaults(expected, catalogue, recommend);
    },
    samples: later(BUNDLE_FILES.samples, parseSamples),
    golden,
    report: later(BUNDLE_FILES.report, parseReport),
    dispose: () => {
      if (!disposed) backend.dispose();
      disposed = true;
    },
  };
}

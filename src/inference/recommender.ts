import { AttarError } from '../core/errors.ts';
import { lateCode } from '../core/late-code.ts';
import { BUNDLE_FILES } from '../format/schema.ts';
import type { Catalogue, ListedFile, Manifest } from '../format/index.ts';
import { createAnswer } from './answer.ts';
import { askedFor } from './backends/asked-for.ts';
import type { Backend, ScoredModel } from './backends/backend.ts';
import { once } from './once.ts';
import { checkK, checkRequest, indexOf } from './request.ts';
import type * as Code from './extras.ts';
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
  /** The same for a file of the teacher's rows, by its position in `manifest.linear.files`. */
  readonly getRows: (file: number) => Promise<Uint8Array>;
}

type Extras = typeof Code;

function extras(): Promise<Extras> {
  return lateCode('more than lists', import('./extras.ts'));
}

/** A recommender on a checked model; `loadRecommender` is the way in. */
export function createRecommender(parts: RecommenderParts): Recommender {
  const { manifest, catalogue, backend, get } = parts;
  const index = new Map(catalogue.ids.map((id, item) => [id, item]));
  const answer = createAnswer(parts);
  const linear = once(async () => {
    const { createLinear } = await extras();
    return createLinear({ manifest, catalogue, index, get: parts.getRows });
  });
  const similar = once(async () => {
    const { createLikeness, createSimilar } = await extras();
    return createSimilar(catalogue, createLikeness(parts.student));
  });
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
    parserOf: (code: Extras) => (bytes: Uint8Array, manifest: Manifest) => T,
  ): (() => Promise<T>) =>
    once(async () => {
      const [code, bytes] = await Promise.all([extras(), get(name)]);
      return parserOf(code)(bytes, manifest);
    });
  const golden = later(BUNDLE_FILES.golden, ({ parseGolden }) => parseGolden);

  return {
    manifest,
    catalogue,
    backend: backend.name,
    choice: parts.choice ?? askedFor(backend.name),
    thread: 'page',
    recommend,
    recommendMany: async (requests) => {
      check();
      const { checkRequests, inOrder } = await extras();
      const checked = checkRequests(requests, index);
      return inOrder(checked, (request) => {
        check();
        return answer(request);
      });
    },
    similar: async (id, k) => {
      check();
      const start = performance.now();
      const [item, size] = [indexOf('similar', id, index), checkK(k)];
      const items = (await similar())(item, size);
      const elapsed = performance.now() - start;
      // Every backend has the same integers to multiply: it is done here.
      return { items, backend: backend.name, elapsed, computed: elapsed };
    },
    linear: async (request) => {
      check();
      return (await linear())(request);
    },
    selfTest: async () => {
      const expected = await golden();
      // What answers in its place for now is not what is to be tested.
      await backend.ready;
      const { findFaults } = await extras();
      return findFaults(expected, catalogue, recommend);
    },
    samples: later(BUNDLE_FILES.samples, ({ parseSamples }) => parseSamples),
    golden,
    report: later(BUNDLE_FILES.report, ({ parseReport }) => parseReport),
    dispose: () => {
      if (!disposed) backend.dispose();
      disposed = true;
    },
  };
}

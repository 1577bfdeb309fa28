import { loadRecommender } from '../../src/inference/index.ts';
import type { Recommender, RecommendRequest } from '../../src/inference/index.ts';
import { engineBytes, engineTensors } from './attar.ts';
import { openLedger } from './gpu-ledger.ts';

/** What is counted before and after. */
export type EnduranceCounts = Readonly<Record<string, number>>;

export interface Endurance {
  /** Asks for so many lists, one after the other, each another one. */
  readonly run: (requests: number) => Promise<void>;
  readonly count: () => EnduranceCounts;
}

/** Starts the engine on WebGL with everything that it makes on the GPU counted. */
export async function startEndurance(): Promise<Endurance> {
  const counts = openLedger();
  const recommender = await loadRecommender('/small/', { backend: 'webgl', start: 'ready', thread: 'page' });
  return {
    run: (requests) => ask(recommender, requests),
    count: () => {
      const { needed, allocated } = engineBytes();
      return { ...counts(), tensors: engineTensors(), gpuNeededBytes: needed, gpuAllocatedBytes: allocated };
    },
  };
}

async function ask(recommender: Recommender, requests: number): Promise<void> {
  for (let number = 0; number < requests; number++) {
    const { backend, items } = await recommender.recommend(requestOf(number));
    if (backend !== 'webgl' || items.length === 0) throw new Error(`request ${number}: ${backend} answered`);
  }
}

/** Likes, dislikes, lengths and exclusions of every kind. */
function requestOf(number: number): RecommendRequest {
  const id = (step: number): string => String(1 + ((number * 7 + step * 131) % 2000));
  const likes = Array.from({ length: number % 21 }, (_, like) => id(like));
  return {
    likes,
    dislikes: number % 3 === 0 && !likes.includes(id(50)) ? [id(50)] : [],
    exclude: number % 5 === 0 ? [id(60), id(61)] : [],
    diversity: number % 50 === 0 ? 0.3 : 0,
    k: 1 + (number % 50),
  };
}

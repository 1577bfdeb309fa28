import { Random } from '../../src/core/random.ts';
import { startRecommender } from './attar.ts';
import type { BackendName } from './attar.ts';
import { makeCatalogue, makeRequestModel } from './request-model.ts';
import { timeRounds } from './rounds.ts';
import type { RoundOptions } from './rounds.ts';

export interface RequestOptions extends Pick<RoundOptions, 'budget' | 'least' | 'most'> {
  readonly items: number;
  readonly backends: readonly BackendName[];
  readonly likes: number;
  readonly k: number;
}

export interface RequestResult {
  /** ms of each timed request by backend. */
  readonly times: Readonly<Record<string, readonly number[]>>;
  /** Requests whose list or scores were not those of `plain`. */
  readonly wrong: number;
}

/** Different visitors, one after the other. */
const VISITORS = 32;

/** Whole requests, from item ids to titles, probabilities and reasons, through the public interface. */
export async function measureRequests(options: RequestOptions): Promise<RequestResult> {
  const { items, backends, likes, k, ...rounds } = options;
  const model = makeRequestModel(items);
  const catalogue = makeCatalogue(items);
  const random = new Random(11, items);
  const visitors = Array.from({ length: VISITORS }, () => ({
    likes: Array.from({ length: likes }, () => String(1 + random.below(items))),
    k,
  }));
  const recommenders = [];
  for (const name of backends) recommenders.push(await startRecommender(name, model, catalogue));
  const lists: string[] = [];
  for (const visitor of visitors.slice(0, 4)) {
    for (const recommender of recommenders) {
      const { items: list } = await recommender.recommend(visitor);
      lists.push(JSON.stringify(list.map(({ id, score }) => [id, score])));
    }
  }
  const wrong = lists.filter((list, at) => list !== lists[at - (at % backends.length)]).length;
  const contestants = recommenders.map((recommender, at) => {
    let turn = 0;
    return {
      name: backends[at]!,
      call: () => recommender.recommend(visitors[turn++ % VISITORS]!),
    };
  });
  return { times: await timeRounds(contestants, rounds), wrong };
}

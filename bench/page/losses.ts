import { loadRecommender } from '../../src/inference/index.ts';
import type { Recommendations, Recommender, RecommendRequest } from '../../src/inference/index.ts';

export interface LossResult {
  readonly losses: number;
  /** Lists that were not those of `plain`, or not of full length. */
  readonly wrong: number;
  /** Requests under way at a loss that another backend answered: 0 would mean that no loss hit anything. */
  readonly elsewhere: number;
  /** Requests that had no answer after `DEADLINE`. */
  readonly unanswered: number;
  /** Losses after which WebGL did not answer again within `DEADLINE`. */
  readonly stayed: number;
  /** ms from each loss to the first list by WebGL after it. */
  readonly back: readonly number[];
}

/** ms after which nothing more is waited for. */
const DEADLINE = 5000;

const REQUESTS: readonly RecommendRequest[] = [
  { likes: ['12', '345', '678'], k: 20 },
  { likes: [], k: 50 },
  { likes: ['5'], dislikes: ['6'], k: 10 },
  { likes: ['100', '200', '300', '400', '500'], exclude: ['7', '8'], k: 30 },
];

/** ms between the start of requests and the loss: before they begin, while they are scored, while they are read. */
const MOMENTS = [0, 0, 1, 2, 4];

/** Takes the context away while requests are on their way, again and again, on one page. */
export async function loseContexts(times: number): Promise<LossResult> {
  const contexts = followContexts();
  const plain = await loadRecommender('/small/', { backend: 'plain', thread: 'page' });
  const expected = new Map<RecommendRequest, string>();
  for (const request of REQUESTS) expected.set(request, listOf(await plain.recommend(request)));
  let recommender = await loadRecommender('/small/', { backend: 'webgl', start: 'ready', thread: 'page' });
  const count = { wrong: 0, elsewhere: 0, unanswered: 0, stayed: 0 };
  const back: number[] = [];
  const ask = async (request: RecommendRequest): Promise<string | undefined> => {
    const answer = await withDeadline(recommender.recommend(request));
    if (answer === undefined) count.unanswered += 1;
    else if (listOf(answer) !== expected.get(request)) count.wrong += 1;
    return answer?.backend;
  };
  for (let loss = 0; loss < times; loss++) {
    const pending = REQUESTS.map(ask);
    const moment = MOMENTS[loss % MOMENTS.length]!;
    if (moment > 0) await wait(moment);
    const lost = performance.now();
    loseAll(contexts);
    const answeredBy = await Promise.all(pending);
    count.elsewhere += answeredBy.filter((by) => by !== undefined && by !== 'webgl').length;
    const returned = await untilWebgl(() => ask(REQUESTS[loss % REQUESTS.length]!), lost);
    if (returned !== undefined) back.push(returned);
    else {
      count.stayed += 1;
      recommender = await reload(recommender);
    }
  }
  return { losses: times, ...count, back };
}

async function reload(old: Recommender): Promise<Recommender> {
  old.dispose();
  return loadRecommender('/small/', { backend: 'webgl', start: 'ready', thread: 'page' });
}

/** Asks until WebGL answers: ms since the loss, or undefined past the deadline. */
async function untilWebgl(ask: () => Promise<string | undefined>, lost: number): Promise<number | undefined> {
  while (performance.now() - lost < DEADLINE) {
    if ((await ask()) === 'webgl') return performance.now() - lost;
    await wait(5);
  }
  return undefined;
}

/** Every context that the page makes from now on. */
function followContexts(): Set<WebGL2RenderingContext> {
  const contexts = new Set<WebGL2RenderingContext>();
  for (const { prototype } of [HTMLCanvasElement, OffscreenCanvas]) {
    const open = prototype.getContext as (...args: unknown[]) => unknown;
    prototype.getContext = function (this: unknown, ...args: unknown[]): unknown {
      const context = open.apply(this, args);
      if (context instanceof WebGL2RenderingContext) contexts.add(context);
      return context;
    } as never;
  }
  return contexts;
}

function loseAll(contexts: Set<WebGL2RenderingContext>): void {
  for (const context of contexts) {
    contexts.delete(context);
    if (!context.isContextLost()) context.getExtension('WEBGL_lose_context')!.loseContext();
  }
}

function listOf({ items }: Recommendations): string {
  return JSON.stringify(items.map(({ id, score }) => [id, score]));
}

function withDeadline<T>(promise: Promise<T>): Promise<T | undefined> {
  return Promise.race([promise.catch(() => undefined), wait(DEADLINE).then(() => undefined)]);
}

function wait(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

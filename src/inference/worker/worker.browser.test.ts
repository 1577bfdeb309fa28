import { afterEach, describe, expect, test } from 'vitest';
import { BACKEND_CHOICES_KEY, loadRecommender } from '../index.ts';
import type { LoadProgress, Recommender, RecommenderOptions } from '../index.ts';

const MOVIES = '/models/movies/';
const RealWorker = globalThis.Worker;
const loaded: Recommender[] = [];

async function load(options: RecommenderOptions): Promise<Recommender> {
  const recommender = await loadRecommender(MOVIES, { backend: 'plain', ...options });
  loaded.push(recommender);
  return recommender;
}

/** Replaces what starts workers; gives those that were started. */
function replaceWorker(address: (url: string | URL) => string | URL): Worker[] {
  const started: Worker[] = [];
  globalThis.Worker = class extends RealWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(address(url), options);
      started.push(this);
    }
  };
  return started;
}

afterEach(() => {
  globalThis.Worker = RealWorker;
  for (const recommender of loaded.splice(0)) recommender.dispose();
});

describe('a recommender in a worker', () => {
  test.each(['webgl', 'wasm', 'plain'] as const)('gives the lists of the page with %s', async (backend) => {
    const [page, worker] = await Promise.all([load({ thread: 'page' }), load({ thread: 'worker', backend })]);
    expect([page.thread, worker.thread]).toEqual(['page', 'worker']);
    expect(await worker.selfTest()).toEqual([]);
    const request = { likes: page.catalogue.ids.slice(10, 20), k: 100 };
    const [wanted, got] = await Promise.all([page.recommend(request), worker.recommend(request)]);
    const exact = ({ items }: typeof got) => items.map((item) => ({ ...item, probability: 0 }));
    expect(got.backend).toBe(backend);
    expect(exact(got)).toEqual(exact(wanted));
  });

  test('is what a page gets that asks for no thread', async () => {
    const recommender = await load({});
    expect(recommender.thread).toBe('worker');
  });

  test('reports its progress up to the last byte', async () => {
    const told: LoadProgress[] = [];
    await load({ thread: 'worker', onProgress: (progress) => told.push(progress) });
    expect(told.at(-1)).toMatchObject({ phase: 'ready', loaded: told.at(-1)!.total });
  });

  test('measures all backends with auto, says so, and starts the fastest alone on the next visit', async () => {
    localStorage.removeItem(BACKEND_CHOICES_KEY);
    const first = await load({ thread: 'worker', backend: 'auto' });
    const { backend, measured, reason } = first.choice;
    expect(measured.map((each) => each.backend).toSorted()).toEqual(['plain', 'wasm', 'webgl']);
    expect([first.backend, measured[0]!.backend]).toEqual([backend, backend]);
    expect(reason).toMatch(/^the fastest here now: /);
    expect((await first.recommend({ likes: ['1'] })).backend).toBe(backend);
    const next = await load({ thread: 'worker', backend: 'auto' });
    expect(next.choice).toMatchObject({ backend, measured });
    expect(next.choice.reason).toMatch(/^the fastest here on /);
    // What wins in a worker need not win on the page.
    const page = await load({ thread: 'page', backend: 'auto' });
    expect(page.choice.reason).toMatch(/^the fastest here now: /);
    localStorage.removeItem(BACKEND_CHOICES_KEY);
  });

  test('rejects what is pending, and what comes, when the worker is ended by somebody else', async () => {
    const [worker] = [replaceWorker((url) => url)];
    const recommender = await load({ thread: 'worker' });
    const pending = recommender.recommendMany(Array.from({ length: 5000 }, () => ({ likes: ['1'] })));
    worker[0]!.terminate();
    const gone = { code: 'backend/lost', message: expect.stringContaining('load the model again') as string };
    await expect(pending).rejects.toMatchObject(gone);
    await expect(recommender.recommend({ likes: [] })).rejects.toMatchObject(gone);
  });

  test('is ended by dispose', async () => {
    const locks = async () => (await navigator.locks.query()).held!.map(({ name }) => name);
    const before = await locks();
    const recommender = await load({ thread: 'worker' });
    const own = (await locks()).filter((name) => !before.includes(name) && name!.startsWith('attar-worker-'));
    expect(own).toHaveLength(1);
    recommender.dispose();
    await expect.poll(locks).not.toContain(own[0]);
    await expect(recommender.recommend({ likes: [] })).rejects.toMatchObject({ code: 'backend/lost' });
  });

  test('calls off a load while the worker starts', async () => {
    const stop = new AbortController();
    const loading = load({ thread: 'worker', signal: stop.signal });
    stop.abort();
    await expect(loading).rejects.toMatchObject({ code: 'load/aborted' });
  });
});

describe('where the worker does not start', () => {
  test('auto runs on the page', async () => {
    const started = replaceWorker(() => '/no-such-worker.js');
    const recommender = await load({});
    expect(started).toHaveLength(1);
    expect(recommender.thread).toBe('page');
    expect((await recommender.recommend({ likes: ['1'], k: 3 })).items).toHaveLength(3);
  });

  test('a worker that was asked for is unavailable', async () => {
    replaceWorker(() => '/no-such-worker.js');
    await expect(load({ thread: 'worker' })).rejects.toMatchObject({
      code: 'backend/unavailable',
      message: expect.stringContaining("use thread: 'page'") as string,
    });
  });

  test('auto does not try where a page has no workers', async () => {
    Object.assign(globalThis, { Worker: undefined });
    expect((await load({})).thread).toBe('page');
  });
});

test('an option that is not known is refused before anything is asked for', async () => {
  await expect(load({ thread: 'thread' as never })).rejects.toMatchObject({
    code: 'request/invalid',
    message: 'thread "thread" is not known; expected one of: auto, worker, page',
  });
  await expect(load({ backend: 'webgpu' as never })).rejects.toMatchObject({
    code: 'request/invalid',
    message: 'backend "webgpu" is not known; expected one of: auto, webgl, wasm, plain',
  });
  await expect(load({ thread: 'worker', fetch: globalThis.fetch })).rejects.toMatchObject({
    code: 'request/invalid',
  });
});

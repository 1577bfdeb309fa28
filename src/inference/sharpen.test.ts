import { describe, expect, test } from 'vitest';
import { tinyBundle } from '../format/tiny-bundle.ts';
import { brokenOff, tinyNetwork } from './cache/tiny-network.ts';
import type { TinyNetwork } from './cache/tiny-network.ts';
import { loadRecommender } from './load.ts';
import type { LoadNotice, ModelLoadOptions } from './load-options.ts';
import type { LoadProgress, Recommender } from './types.ts';
import { loadRemote } from './worker/load-remote.ts';
import { startHost } from './worker/testing.ts';

const ADDRESS = 'http://localhost/models/tiny';
const STUDENT = 'student.safetensors';
const bundle = tinyBundle({ items: 60, dim: 8, nnz: 9, variant: 'small' });
const small = bundle.manifest.variants![0]!;
const request = { likes: ['1', '7', '22'], k: 20 };

type Load = (network: TinyNetwork, options?: ModelLoadOptions) => Promise<Recommender>;
const threads: { thread: string; load: Load }[] = [
  {
    thread: 'page',
    load: ({ fetch }, options) => loadRecommender(ADDRESS, { backend: 'plain', ...options, fetch }),
  },
  {
    thread: 'worker',
    load: ({ fetch }, options) =>
      loadRemote(() => startHost(fetch), ADDRESS, { backend: 'plain', ...options, fetch }),
  },
];

/** Everything but the time it took. */
const listOf = async (recommender: Recommender) => (await recommender.recommend(request)).items;

/** Notices as they come, and a promise of the next. */
function listen() {
  const notices: LoadNotice[] = [];
  let tell: (notice: LoadNotice) => void = () => undefined;
  const next = new Promise<LoadNotice>((resolve) => {
    tell = resolve;
  });
  const onNotice = (notice: LoadNotice): void => {
    notices.push(notice);
    tell(notice);
  };
  return { notices, next, onNotice };
}

/** A network whose full student waits until it is sent; `asked` resolves to its request. */
function heldBack() {
  const network = tinyNetwork(bundle);
  let send!: (response: Response) => void;
  let ask!: (request: Request) => void;
  const asked = new Promise<Request>((resolve) => {
    ask = resolve;
  });
  network.answer(STUDENT, (wanted) => {
    ask(wanted);
    return new Promise((resolve, reject) => {
      send = resolve;
      wanted.signal.addEventListener('abort', () => reject(wanted.signal.reason as Error));
    });
  });
  return {
    network,
    asked,
    send: async (response: Response) => {
      await asked;
      send(response);
    },
  };
}

const whole = () => new Response(bundle.files[STUDENT] as Uint8Array<ArrayBuffer>);

describe.each(threads)('a model that sharpens, on the $thread', ({ load }) => {
  test('answers with the small student before a byte of the full one, then as a plain load', async () => {
    const { network, send } = heldBack();
    const { next, onNotice } = listen();
    const recommender = await load(network, { sharpen: 'always', onNotice });
    const [wantedFirst, wanted] = [
      await listOf(await load(tinyNetwork(bundle), { variant: 'small' })),
      await listOf(await load(tinyNetwork(bundle))),
    ];
    expect(await listOf(recommender)).toEqual(wantedFirst);
    expect(recommender.manifest.architecture).toEqual(small.architecture);
    expect(await recommender.selfTest()).toEqual([]);
    await send(whole());
    expect(await next).toMatchObject({
      code: 'student/changed',
      message: 'the student "main" answers from now on: all of it has come',
    });
    expect(recommender.manifest).toEqual(bundle.manifest);
    expect(await listOf(recommender)).toEqual(wanted);
    expect(wanted).not.toEqual(wantedFirst);
    expect(await recommender.selfTest()).toEqual([]);
    recommender.dispose();
  });

  test('tells one total over both students, which never falls, and is ready once', async () => {
    const { next, onNotice } = listen();
    const told: LoadProgress[] = [];
    const onProgress = (progress: LoadProgress) => told.push(progress);
    await load(tinyNetwork(bundle), { sharpen: 'always', onNotice, onProgress });
    expect(told.at(-1)!.loaded).toBeLessThan(told.at(-1)!.total);
    await next;
    const { files } = bundle.manifest;
    const total = files[STUDENT].bytes + small.files[STUDENT].bytes + files['catalogue.json'].bytes;
    expect(new Set(told.map((progress) => progress.total))).toEqual(new Set([0, total]));
    const loaded = told.map((progress) => progress.loaded);
    expect(loaded).toEqual(loaded.toSorted((a, b) => a - b));
    expect(told.at(-1)).toEqual({ phase: 'ready', loaded: total, total, file: STUDENT });
    expect(told.filter(({ phase }) => phase === 'ready')).toHaveLength(1);
  });

  const damaged = bundle.files[STUDENT].map((byte, at) => (at === 900 ? byte ^ 1 : byte));
  test.each([
    ['breaks off', () => brokenOff(bundle.files[STUDENT], 10), 'load/network'],
    ['is not there', () => new Response('', { status: 404 }), 'load/http'],
    ['is damaged', () => new Response(damaged as Uint8Array<ArrayBuffer>), 'bundle/hash'],
  ])('goes on with the small student when the full one %s, and says why', async (_, answer, code) => {
    const network = tinyNetwork(bundle);
    network.answer(STUDENT, answer);
    const { next, onNotice } = listen();
    const recommender = await load(network, { sharpen: 'always', onNotice });
    const before = await listOf(recommender);
    expect(await next).toMatchObject({ code: 'student/failed', cause: { code } });
    expect(await listOf(recommender)).toEqual(before);
    expect(recommender.manifest.architecture).toEqual(small.architecture);
    recommender.dispose();
  });

  test('called off after its first list asks for no more, and goes on without a word', async () => {
    const stop = new AbortController();
    const { network, asked } = heldBack();
    const { notices, onNotice } = listen();
    const recommender = await load(network, { sharpen: 'always', onNotice, signal: stop.signal });
    const { signal } = await asked;
    stop.abort();
    await expect.poll(() => signal.aborted).toBe(true);
    expect(await listOf(recommender)).toHaveLength(20);
    expect(notices).toEqual([]);
    recommender.dispose();
  });

  test('rejects a wish that is not known, and without a smaller student is loaded as ever', async () => {
    const wish = 'perhaps' as 'always';
    await expect(load(tinyNetwork(bundle), { sharpen: wish })).rejects.toMatchObject({
      code: 'request/invalid',
      message: 'sharpen "perhaps" is not known; expected never, slow or always',
    });
    const network = tinyNetwork(tinyBundle({ items: 60, dim: 8 }));
    const told: LoadProgress[] = [];
    const onProgress = (progress: LoadProgress) => told.push(progress);
    await load(network, { sharpen: 'always', onProgress });
    expect(told.at(-1)!.phase).toBe('ready');
    expect(network.asked.toSorted()).toEqual(['catalogue.json', 'manifest.json', STUDENT]);
  });
});

test('a recommender that is disposed stops what was still to come', async () => {
  const { network, asked } = heldBack();
  const recommender = await threads[0]!.load(network, { sharpen: 'always' });
  const { signal } = await asked;
  recommender.dispose();
  expect(signal.aborted).toBe(true);
  await expect(recommender.recommend(request)).rejects.toMatchObject({ code: 'backend/lost' });
});

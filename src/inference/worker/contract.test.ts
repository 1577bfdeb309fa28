import { describe, expect, test, vi } from 'vitest';
import { linearOrder } from '../../format/linear-file.ts';
import { tinyBundle } from '../../format/tiny-bundle.ts';
import type { ChoiceMemory } from '../backends/remembered.ts';
import { brokenOff, tinyNetwork } from '../cache/tiny-network.ts';
import type { TinyNetwork } from '../cache/tiny-network.ts';
import { loadRecommender } from '../load.ts';
import type { ModelLoadOptions } from '../load-options.ts';
import type { LoadProgress, Recommender } from '../types.ts';
import { loadRemote } from './load-remote.ts';
import { startHost } from './testing.ts';

const ADDRESS = 'http://localhost/models/tiny';
const tiny = tinyBundle({ items: 60, dim: 8 });
const taught = tinyBundle({ items: 60, dim: 8, linearItemsPerFile: 10 });

type Load = (
  network: TinyNetwork,
  options?: ModelLoadOptions,
  choices?: ChoiceMemory,
) => Promise<Recommender>;

const threads: { thread: 'page' | 'worker'; load: Load }[] = [
  {
    thread: 'page',
    load: ({ fetch }, options, choices) =>
      loadRecommender(ADDRESS, { backend: 'plain', ...options, fetch }, choices),
  },
  {
    thread: 'worker',
    load: ({ fetch }, options, choices) =>
      loadRemote(() => startHost(fetch), ADDRESS, { backend: 'plain', ...options, fetch }, choices),
  },
];

/** Everything but the time it took. */
const listOf = async (answer: ReturnType<Recommender['recommend']>): Promise<unknown> => {
  const { items, backend } = await answer;
  return { items, backend };
};

describe.each(threads)('a recommender on the $thread', ({ thread, load }) => {
  test('says where it runs, on what and why, and knows its manifest and catalogue', async () => {
    const recommender = await load(tinyNetwork(tiny));
    expect(recommender).toMatchObject({ thread, backend: 'plain' });
    expect(recommender.choice).toEqual({ backend: 'plain', reason: 'it was asked for', measured: [] });
    expect(recommender.manifest).toEqual(tiny.manifest);
    expect(recommender.catalogue).toEqual(tiny.catalogue);
    recommender.dispose();
  });

  test('gives the lists of the page, one by one, in a batch and by likeness', async () => {
    const page = await threads[0]!.load(tinyNetwork(tiny));
    const recommender = await load(tinyNetwork(tiny));
    const requests = [
      { likes: ['1', '7'], k: 5 },
      { likes: [], filter: { tags: ['drama'] } },
    ];
    for (const request of requests) {
      expect(await listOf(recommender.recommend(request))).toEqual(await listOf(page.recommend(request)));
    }
    const { computed, elapsed } = await recommender.recommend(requests[0]!);
    expect(computed).toBeGreaterThanOrEqual(0);
    expect(computed).toBeLessThanOrEqual(elapsed);
    const many = await recommender.recommendMany(requests);
    expect(many.map(({ items }) => items)).toEqual(
      (await page.recommendMany(requests)).map(({ items }) => items),
    );
    expect(await listOf(recommender.similar('3', 4))).toEqual(await listOf(page.similar('3', 4)));
    expect(await recommender.selfTest()).toEqual([]);
    recommender.dispose();
  });

  test('fetches samples, golden histories and report once each', async () => {
    const network = tinyNetwork(tiny);
    const recommender = await load(network);
    const samples = await recommender.samples();
    expect(await recommender.samples()).toBe(samples);
    expect(samples).toEqual(JSON.parse(new TextDecoder().decode(tiny.files['samples.json'])));
    expect((await recommender.golden()).cases).toHaveLength(4);
    await recommender.report();
    expect(network.asked.filter((name) => name === 'samples.json')).toHaveLength(1);
    recommender.dispose();
  });

  test('gives the linear teacher’s list, and fetches each file of a liked item once', async () => {
    const network = tinyNetwork(taught);
    const recommender = await load(network);
    const rows = () => network.asked.filter((name) => name.startsWith('linear-'));
    const [popular, next] = linearOrder(taught.catalogue.popularity);
    const likes = [popular!, next!].map((item) => taught.catalogue.ids[item]!);
    const answer = await recommender.linear({ likes, k: 5 });
    expect(rows()).toEqual(['linear-0.safetensors']);
    expect(answer).toMatchObject({ files: 1, bytes: taught.manifest.linear!.files[0]!.bytes });
    expect(answer.items).toHaveLength(5);
    expect(answer.items.map(({ id }) => id)).not.toContain(likes[0]);
    const last = taught.catalogue.ids[linearOrder(taught.catalogue.popularity).at(-1)!]!;
    await recommender.linear({ likes: [...likes, last], k: 5 });
    expect(rows()).toEqual(['linear-0.safetensors', 'linear-5.safetensors']);
    expect((await recommender.linear({ likes: [] })).items).toEqual([]);
    recommender.dispose();
  });

  test('asks again for rows that were damaged on their way', async () => {
    const network = tinyNetwork(taught);
    const recommender = await load(network);
    const first = taught.catalogue.ids[linearOrder(taught.catalogue.popularity)[0]!]!;
    const whole = taught.files['linear-0.safetensors']!;
    const damaged = whole.map((byte, at) => (at === whole.length - 1 ? byte ^ 1 : byte));
    network.answer('linear-0.safetensors', () => new Response(damaged as Uint8Array<ArrayBuffer>));
    await expect(recommender.linear({ likes: [first] })).rejects.toMatchObject({ code: 'bundle/hash' });
    network.answer('linear-0.safetensors', undefined);
    expect((await recommender.linear({ likes: [first] })).items.length).toBeGreaterThan(0);
    recommender.dispose();
  });

  test('says that a model without the teacher’s rows has none', async () => {
    const recommender = await load(tinyNetwork(tiny));
    await expect(recommender.linear({ likes: ['1'] })).rejects.toMatchObject({ code: 'request/invalid' });
    recommender.dispose();
  });

  test('asks no network when it is given the files, and checks them all the same', async () => {
    const network = tinyNetwork(tiny);
    const recommender = await load(network, { files: tiny.files });
    expect(await recommender.selfTest()).toEqual([]);
    expect((await recommender.samples()).users).toHaveLength(3);
    recommender.dispose();
    const student = tiny.files['student.safetensors'].map((byte, at) => (at === 900 ? byte ^ 1 : byte));
    const damaged = { ...tiny.files, 'student.safetensors': student };
    await expect(load(network, { files: damaged })).rejects.toMatchObject({ code: 'bundle/hash' });
    const { 'catalogue.json': _, ...lacking } = tiny.files;
    await expect(load(network, { files: lacking })).rejects.toMatchObject({
      code: 'load/http',
      message: expect.stringContaining('it is not among the files given') as string,
    });
    expect(network.asked).toEqual([]);
  });

  test('has told all of its progress, in order, when it is there', async () => {
    const told: LoadProgress[] = [];
    const recommender = await load(tinyNetwork(tiny), { onProgress: (progress) => told.push(progress) });
    expect(told[0]!.phase).toBe('manifest');
    expect(told.at(-1)!.phase).toBe('ready');
    const loaded = told.map((progress) => progress.loaded);
    expect(loaded).toEqual(loaded.toSorted((a, b) => a - b));
    recommender.dispose();
  });

  test('rejects a request that is wrong with the code and the message', async () => {
    const recommender = await load(tinyNetwork(tiny));
    await expect(recommender.recommend({ likes: ['none such'] })).rejects.toMatchObject({
      name: 'AttarError',
      code: 'request/invalid',
      message: expect.stringContaining('none such') as string,
    });
    const unsendable = (() => 1) as unknown as string;
    await expect(recommender.recommend({ likes: [unsendable] })).rejects.toMatchObject({
      code: 'request/invalid',
    });
    await expect(recommender.similar('3', 0)).rejects.toMatchObject({ code: 'request/invalid' });
    recommender.dispose();
  });

  test('rejects a load with the code, message and cause of its fault', async () => {
    const network = tinyNetwork(tiny);
    network.answer('manifest.json', () => new Response('gone', { status: 404 }));
    await expect(load(network)).rejects.toMatchObject({
      code: 'load/http',
      message: expect.stringContaining('404') as string,
    });
    network.answer('manifest.json', undefined);
    network.answer('student.safetensors', () => brokenOff(tiny.files['student.safetensors'], 10));
    const fault = await load(network).catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: 'load/network', cause: { message: 'network error' } });
  });

  test('calls a load off when the page aborts, with the reason of the page', async () => {
    const stop = new AbortController();
    const network = tinyNetwork(tiny);
    const reason = new Error('another page was opened');
    network.answer('student.safetensors', (request) => {
      stop.abort(reason);
      return new Promise((_, reject) => {
        request.signal.addEventListener('abort', () => reject(request.signal.reason as Error));
        if (request.signal.aborted) reject(request.signal.reason as Error);
      });
    });
    const fault = await load(network, { signal: stop.signal }).catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: 'load/aborted' });
    expect((fault as Error).cause).toBe(reason);
  });

  test('does not begin a load that was called off before', async () => {
    const network = tinyNetwork(tiny);
    const load1 = load(network, { signal: AbortSignal.abort() });
    await expect(load1).rejects.toMatchObject({ code: 'load/aborted' });
    expect(network.asked).toEqual([]);
  });

  test('rejects every call after it was disposed, and may be disposed twice', async () => {
    const recommender = await load(tinyNetwork(tiny));
    recommender.dispose();
    recommender.dispose();
    for (const call of [recommender.recommend({ likes: [] }), recommender.similar('1')]) {
      await expect(call).rejects.toMatchObject({
        code: 'backend/lost',
        message: 'this recommender was disposed; load the model again',
      });
    }
  });

  test('keeps the choice of auto where the page keeps it, and follows it on the next visit', async () => {
    let kept: string | null = null;
    const choices = { read: () => kept, write: (text: string) => void (kept = text) };
    const first = await load(tinyNetwork(tiny), { backend: 'auto' }, choices);
    expect(first.choice.measured.map(({ backend }) => backend).toSorted()).toEqual(['plain', 'wasm']);
    const next = await load(tinyNetwork(tiny), { backend: 'auto' }, choices);
    expect(next.choice).toEqual({
      ...first.choice,
      reason: expect.stringMatching(/^the fastest here on \d{4}-\d\d-\d\d$/) as string,
    });
    first.dispose();
    next.dispose();
  });
});

describe('a recommender behind messages', () => {
  /** What page and thread asked the network for, each by itself. */
  async function loadApart(page: TinyNetwork, thread: TinyNetwork, options: ModelLoadOptions = {}) {
    const given = { backend: 'plain', ...options, fetch: page.fetch } as const;
    const recommender = await loadRemote(() => startHost(thread.fetch), ADDRESS, given);
    expect(await recommender.selfTest()).toEqual([]);
    recommender.dispose();
    return { page: page.asked, thread: thread.asked.toSorted() };
  }
  const rest = ['catalogue.json', 'golden.json', 'student.safetensors'];

  test('has its manifest from the page, which asks while the thread starts', async () => {
    const [page, thread] = [tinyNetwork(tiny), tinyNetwork(tiny)];
    expect(await loadApart(page, thread)).toEqual({ page: ['manifest.json'], thread: rest });
  });

  test.each([
    ['cannot be had', () => Promise.reject(new TypeError('no network'))],
    ['is not there', () => new Response('gone', { status: 404 })],
    ['is a web page', () => new Response('{}', { headers: { 'content-type': 'text/html' } })],
  ])('asks for a manifest itself that %s by the page', async (_, answer) => {
    const [page, thread] = [tinyNetwork(tiny), tinyNetwork(tiny)];
    page.answer('manifest.json', answer);
    const asked = await loadApart(page, thread);
    expect(asked.thread).toEqual(['catalogue.json', 'golden.json', 'manifest.json', 'student.safetensors']);
  });

  test('waits no longer for the page than for a server that is silent', async () => {
    const [page, thread] = [tinyNetwork(tiny), tinyNetwork(tiny)];
    page.answer('manifest.json', () => new Promise<Response>(() => undefined));
    await expect(loadApart(page, thread, { patience: 50 })).rejects.toMatchObject({ code: 'load/network' });
  });

  test('reads no more of a manifest than a loader takes', async () => {
    const [page, thread] = [tinyNetwork(tiny), tinyNetwork(tiny)];
    let sent = 0;
    const endless = () =>
      new ReadableStream<Uint8Array>({
        pull: (controller) => {
          sent += 2 ** 16;
          controller.enqueue(new Uint8Array(2 ** 16).fill(0x20));
        },
      });
    page.answer('manifest.json', () => new Response(endless()));
    await expect(loadApart(page, thread)).rejects.toMatchObject({ code: 'bundle/size' });
    expect(sent).toBeLessThan(2 ** 21);
  });

  test('is there on plain http, too, where browsers make no identifiers', async () => {
    vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
    try {
      const { fetch } = tinyNetwork(tiny);
      const recommender = await loadRemote(() => startHost(fetch), ADDRESS, { backend: 'plain', fetch });
      expect(await recommender.selfTest()).toEqual([]);
      recommender.dispose();
    } finally {
      vi.unstubAllGlobals();
    }
  });

  test('rejects what is pending and what comes when its thread reports an error', async () => {
    const network = tinyNetwork(tiny);
    network.answer('samples.json', () => new Promise<Response>(() => undefined));
    const thread = startHost(network.fetch);
    const listeners: ((event: Event) => void)[] = [];
    const spied = Object.assign(Object.create(thread) as typeof thread, {
      addEventListener: (type: string, listener: (event: Event) => void) => {
        if (type === 'error') listeners.push(listener);
        else thread.addEventListener(type, listener);
      },
      postMessage: thread.postMessage.bind(thread),
      start: () => thread.start?.(),
      terminate: () => thread.terminate(),
    });
    const recommender = await loadRemote(() => spied, ADDRESS, { backend: 'plain', fetch: network.fetch });
    const pending = recommender.samples();
    for (const tell of listeners) tell(Object.assign(new Event('error'), { message: 'out of memory' }));
    const gone = {
      code: 'backend/lost',
      message: 'the worker that held the model is gone (out of memory); load the model again',
    };
    await expect(pending).rejects.toMatchObject(gone);
    await expect(recommender.recommend({ likes: [] })).rejects.toMatchObject(gone);
  });
});

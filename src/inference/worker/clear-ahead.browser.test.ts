import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { tinyBundle } from '../../format/tiny-bundle.ts';
import { fileAddress, MODEL_CACHE } from '../cache/stored-names.ts';
import { brokenOff, tinyNetwork } from '../cache/tiny-network.ts';
import type { TinyNetwork } from '../cache/tiny-network.ts';
import type { ModelLoadOptions } from '../load-options.ts';
import type { Recommender } from '../types.ts';
import { loadRemote } from './load-remote.ts';
import { startHost } from './testing.ts';

const STUDENT = 'student.safetensors';
const FIRST = [STUDENT, 'catalogue.json'];
const tiny = tinyBundle({ seed: 5 });
const studentHash = tiny.manifest.files[STUDENT].sha256;

/** What page and thread ask the network for, each by itself. */
let page: TinyNetwork;
let thread: TinyNetwork;
const loaded: Recommender[] = [];

beforeEach(async () => {
  await caches.delete(MODEL_CACHE);
  [page, thread] = [tinyNetwork(tiny), tinyNetwork(tiny)];
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const recommender of loaded.splice(0)) recommender.dispose();
  // No thread ends with these hosts: they store what they have.
  await vi.waitUntil(async () => (await fileLocks()) === 0, { timeout: 15_000 });
});

async function load(options: ModelLoadOptions = {}): Promise<Recommender> {
  const given = { backend: 'plain', cache: 'storage', fetch: page.fetch, ...options } as const;
  const recommender = await loadRemote(() => startHost(thread.fetch), '/tiny/', given);
  loaded.push(recommender);
  return recommender;
}

/** Locks of files that somebody holds or waits for. */
async function fileLocks(): Promise<number> {
  const { held = [], pending = [] } = await navigator.locks.query();
  return [...held, ...pending].filter(({ name }) => name!.startsWith('attar-file-')).length;
}

async function untilStored(): Promise<void> {
  await expect.poll(async () => (await caches.match(fileAddress(studentHash))) !== undefined).toBe(true);
  await expect.poll(fileLocks).toBe(0);
}

describe('a page that looks ahead while its worker starts', () => {
  test('has it download all of a first list on the first visit, and nothing on the next', async () => {
    await load();
    await untilStored();
    expect([page.asked, thread.asked]).toEqual([['manifest.json'], FIRST]);
    await load();
    expect([page.asked, thread.asked]).toEqual([['manifest.json', 'manifest.json'], FIRST]);
  });

  test('has the files asked for before the worker has looked at its storage', async () => {
    const open = caches.open.bind(caches);
    let asked: readonly string[] = [];
    vi.spyOn(caches, 'open').mockImplementation(async (name) => {
      await expect.poll(() => thread.asked).toHaveLength(FIRST.length);
      asked = [...thread.asked];
      return open(name);
    });
    expect(await (await load()).selfTest()).toEqual([]);
    expect(asked).toEqual(FIRST);
  });

  test('downloads a file once for two tabs, which both get their lists', async () => {
    const both = await Promise.all([load(), load()]);
    for (const recommender of both) expect(await recommender.selfTest()).toEqual([]);
    for (const name of FIRST) expect(thread.asked.filter((each) => each === name)).toEqual([name]);
  });

  test('leaves to the worker the rest of a file whose download broke off on an earlier visit', async () => {
    const ranges: (string | null)[] = [];
    thread.answer(STUDENT, ({ headers }) => {
      ranges.push(headers.get('range'));
      if (ranges.length === 1) return brokenOff(tiny.files[STUDENT], 100);
      if (ranges.length === 2) throw new TypeError('no network');
      const rest = { status: 206, headers: { 'content-range': `bytes 100-/${tiny.files[STUDENT].length}` } };
      return new Response(tiny.files[STUDENT].slice(100), rest);
    });
    await expect(load()).rejects.toMatchObject({ code: 'load/network' });
    await expect.poll(fileLocks).toBe(0);
    expect(await (await load()).selfTest()).toEqual([]);
    expect(ranges).toEqual([null, 'bytes=100-', 'bytes=100-']);
  });

  test('has the worker find out of a stored file that it was damaged', async () => {
    await load();
    await untilStored();
    const cache = await caches.open(MODEL_CACHE);
    await cache.put(fileAddress(studentHash), new Response('damaged'));
    expect(await (await load()).selfTest()).toEqual([]);
    expect(thread.asked.filter((name) => name === STUDENT)).toHaveLength(2);
  });

  test('lets go of a file’s lock where the load fails, and where it is disposed of before all is stored', async () => {
    thread.answer('catalogue.json', () => new Response('{}'));
    await expect(load()).rejects.toMatchObject({ code: 'bundle/size' });
    await expect.poll(fileLocks).toBe(0);
    thread.answer('catalogue.json', undefined);
    (await load()).dispose();
    await expect.poll(fileLocks).toBe(0);
  });

  test('lets go of files that the worker does not want, since it stays with the version stored before', async () => {
    await load();
    await untilStored();
    for (const network of [page, thread]) {
      network.deploy(tinyBundle({ seed: 6 }));
      network.answer(STUDENT, () => new Response('gone', { status: 404 }));
    }
    const recommender = await load();
    expect(recommender.manifest).toEqual(tiny.manifest);
    await expect.poll(fileLocks).toBe(0);
  });
});

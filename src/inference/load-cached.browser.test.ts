import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { isAttarError } from '../core/errors.ts';
import { tinyBundle } from '../format/tiny-bundle.ts';
import { EVERY_LOAD } from './cache/locks.ts';
import { MODEL_CACHE } from './cache/stored-names.ts';
import { brokenOff, offline, tinyNetwork } from './cache/tiny-network.ts';
import type { TinyNetwork } from './cache/tiny-network.ts';
import type { LoadNotice, ModelLoadOptions } from './load-options.ts';
import { loadRecommender } from './load.ts';
import type { Recommender } from './types.ts';

const first = tinyBundle({ seed: 1 });
const second = tinyBundle({ seed: 2 });
const hashOf = (bundle: typeof first) => bundle.manifest.files['student.safetensors'].sha256;

let network: TinyNetwork;
let notices: LoadNotice[];

beforeEach(async () => {
  await caches.delete(MODEL_CACHE);
  network = tinyNetwork(first);
  notices = [];
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** A load, and all that is stored after it. */
async function load(options: ModelLoadOptions = {}, address = '/tiny/'): Promise<Recommender> {
  const recommender = await loadOnly(options, address);
  await expect.poll(isStoring, { interval: 1 }).toBe(false);
  return recommender;
}

/** Asking for the lock would keep the broom from it. */
async function isStoring(): Promise<boolean> {
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name }) => name === EVERY_LOAD);
}

function loadOnly(options: ModelLoadOptions, address: string): Promise<Recommender> {
  const onNotice = (notice: LoadNotice): void => void notices.push(notice);
  return loadRecommender(address, {
    backend: 'plain',
    cache: 'storage',
    fetch: network.fetch,
    patience: 2000,
    onNotice,
    ...options,
  });
}

/** What the network was asked for while something ran. */
async function askedBy(run: () => Promise<unknown>): Promise<string[]> {
  const before = network.asked.length;
  await run();
  return network.asked.slice(before).sort();
}

const codes = () => notices.map(({ code }) => code);
const versionOf = ({ manifest }: Recommender) => manifest.files['student.safetensors'].sha256;
const best = async (recommender: Recommender) =>
  (await recommender.recommend({ likes: ['1', '2'] })).items.map(({ id, score }) => [id, score]);

/** Names of everything stored, such as `files/HASH`. */
async function stored(): Promise<string[]> {
  const cache = await caches.open(MODEL_CACHE);
  return (await cache.keys()).map(({ url }) => new URL(url).pathname.slice(1));
}

/** Changes a stored file behind the engine's back. */
async function damage(sha256: string): Promise<void> {
  const cache = await caches.open(MODEL_CACHE);
  const [entry] = (await cache.keys()).filter(({ url }) => url.endsWith(sha256));
  const bytes = new Uint8Array(await (await cache.match(entry!))!.arrayBuffer());
  bytes[bytes.length - 1]! ^= 1;
  await cache.put(entry!, new Response(bytes));
}

describe('a model that was loaded before', () => {
  test('costs the manifest alone, and gives the same list', async () => {
    const wanted = await best(await load());
    const asked = await askedBy(async () => expect(await best(await load())).toEqual(wanted));
    expect(asked).toEqual(['manifest.json']);
    expect(codes()).toEqual([]);
  });

  test('costs the manifest alone, too, when the page was closed before that version counted as complete', async () => {
    await load();
    const cache = await caches.open(MODEL_CACHE);
    // While somebody loads, the broom of the load before stays away from files that no manifest names.
    const asked = await navigator.locks.request(EVERY_LOAD, { mode: 'shared' }, async () => {
      for (const request of await cache.keys()) {
        if (request.url.includes('/manifests/')) await cache.delete(request);
      }
      return askedBy(() => loadOnly({}, '/tiny/'));
    });
    expect(asked).toEqual(['manifest.json']);
    await expect.poll(isStoring, { interval: 1 }).toBe(false);
    network.answer('*', offline);
    expect(versionOf(await load())).toBe(hashOf(first));
  });

  test('loads without a network, says so, and tells the whole progress', async () => {
    const wanted = await best(await load());
    network.answer('*', offline);
    const phases: string[] = [];
    const recommender = await load({ onProgress: ({ phase }) => phases.push(phase) });
    expect(await best(recommender)).toEqual(wanted);
    expect(codes()).toEqual(['cache/offline']);
    expect(notices[0]!.cause).toMatchObject({ code: 'load/network' });
    expect([...new Set(phases)]).toEqual(['manifest', 'download', 'verify', 'prepare', 'ready']);
  });

  test('loads when the server does not answer at all', async () => {
    await load();
    network.answer('*', ({ signal }) => {
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      });
    });
    expect(versionOf(await load({ patience: 100 }))).toBe(hashOf(first));
    expect(codes()).toEqual(['cache/offline']);
  });

  test('keeps the files that were asked for later, too', async () => {
    await (await load()).samples();
    network.answer('*', offline);
    const recommender = await load();
    expect((await recommender.samples()).users).toHaveLength(3);
    await expect(recommender.report()).rejects.toMatchObject({ code: 'load/network' });
  });

  test('with a damaged file fetches that file again and mends it', async () => {
    const wanted = await best(await load());
    await damage(hashOf(first));
    const asked = await askedBy(async () => expect(await best(await load())).toEqual(wanted));
    expect(asked).toEqual(['manifest.json', 'student.safetensors']);
    expect(codes()).toEqual(['cache/damaged']);
    expect(await askedBy(() => load())).toEqual(['manifest.json']);
  });

  test('with a damaged file and no network is a network fault, never a wrong list', async () => {
    await load();
    await damage(hashOf(first));
    network.answer('*', offline);
    await expect(load()).rejects.toMatchObject({ code: 'load/network' });
  });

  test('is downloaded again after the visitor cleared the storage, also while it runs', async () => {
    const recommender = await load();
    await caches.delete(MODEL_CACHE);
    expect((await recommender.samples()).users).toHaveLength(3);
    expect(await recommender.selfTest()).toEqual([]);
    expect(await askedBy(() => load())).toEqual(['catalogue.json', 'manifest.json', 'student.safetensors']);
  });

  test('does not stand in for a caller who called off, or asked for a variant that is not there', async () => {
    await load();
    await expect(load({ variant: 'none' })).rejects.toMatchObject({ code: 'request/invalid' });
    await expect(load({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'load/aborted' });
    expect(codes()).toEqual([]);
  });
});

describe('a newer version', () => {
  test('replaces the one before, whose files are removed once it works', async () => {
    await load();
    network.deploy(second);
    expect(versionOf(await load())).toBe(hashOf(second));
    await expect.poll(stored).not.toContain(`files/${hashOf(first)}`);
    expect(await stored()).toHaveLength(3);
    network.answer('*', offline);
    expect(versionOf(await load())).toBe(hashOf(second));
  });

  const page = () => new Response('<!doctype html>', { headers: { 'content-type': 'text/html' } });
  const changed = second.files['student.safetensors'].map((byte) => byte ^ 1);
  test.each([
    ['is cut off', 'student.safetensors', () => brokenOff(second.files['student.safetensors'], 100)],
    ['is not there', 'student.safetensors', () => new Response('', { status: 404 })],
    ['is a web page', 'catalogue.json', page],
    ['is too short', 'catalogue.json', () => new Response('{}')],
    ['is changed', 'student.safetensors', () => new Response(changed)],
    ['is no manifest', 'manifest.json', () => new Response('{"format":"attar","version":99}')],
    ['is a fault of the server', 'manifest.json', () => new Response('', { status: 500 })],
  ])('of which one file %s leaves the one before usable, until it is mended', async (_, name, answer) => {
    const wanted = await best(await load());
    network.deploy(second);
    network.answer(name, answer);
    for (let visit = 0; visit < 2; visit++) {
      const recommender = await load();
      expect(versionOf(recommender)).toBe(hashOf(first));
      expect(await best(recommender)).toEqual(wanted);
    }
    expect(new Set(codes()).size).toBe(1);
    expect(codes()[0]).toMatch(/^cache\/(former|offline)$/);
    network.answer(name, undefined);
    expect(versionOf(await load())).toBe(hashOf(second));
    await expect.poll(stored).not.toContain(`files/${hashOf(first)}`);
  });

  test('that is the first on this device has to be whole', async () => {
    const student = first.files['student.safetensors'].slice();
    student[student.length - 1]! ^= 1;
    network.answer('student.safetensors', () => new Response(student));
    await expect(load()).rejects.toMatchObject({ code: 'bundle/hash' });
    network.answer('student.safetensors', undefined);
    expect(versionOf(await load())).toBe(hashOf(first));
  });

  test('keeps the files it has already, so that only the rest is asked for again', async () => {
    network.answer('catalogue.json', async () => {
      // The student has come by then: a broken load calls off what is still on its way.
      await expect.poll(stored).toContain(`files/${hashOf(first)}`);
      return offline();
    });
    await expect(load()).rejects.toMatchObject({ code: 'load/network' });
    network.answer('catalogue.json', undefined);
    expect(await askedBy(() => load())).toEqual(['catalogue.json', 'manifest.json']);
  });

  test('that broke off is resumed by the next load from the byte where it ended', async () => {
    const file = first.files['student.safetensors'];
    const ranges: (string | null)[] = [];
    network.answer('student.safetensors', ({ headers }) => {
      ranges.push(headers.get('range'));
      if (ranges.length === 1) return brokenOff(file, 100);
      if (ranges.length === 2) return offline();
      return new Response(file.slice(100), {
        status: 206,
        headers: { 'content-range': `bytes 100-${file.length - 1}/${file.length}` },
      });
    });
    await expect(load()).rejects.toMatchObject({ code: 'load/network' });
    await expect.poll(stored).toContain(`parts/${hashOf(first)}`);
    expect(versionOf(await load())).toBe(hashOf(first));
    expect(ranges).toEqual([null, 'bytes=100-', 'bytes=100-']);
    expect(await stored()).not.toContain(`parts/${hashOf(first)}`);
  });
});

test('whatever happens between visits, a list is of one whole version or there is a typed error', async () => {
  const bundles = [first, second, tinyBundle({ seed: 3 })];
  const lists = new Map<string, unknown>();
  for (const bundle of bundles) {
    const fetch = tinyNetwork(bundle).fetch;
    lists.set(hashOf(bundle), await best(await load({ fetch, cache: 'none' })));
  }
  const fileName = fc.constantFrom('manifest.json', 'student.safetensors', 'catalogue.json');
  const happening = fc.oneof(
    fc.record({ deploy: fc.nat(2) }),
    fc.record({ damage: fc.nat(2) }),
    fc.record({ spoil: fileName, how: fc.constantFrom(offline, () => new Response('{}')) }),
    fc.constant({ clear: true }),
  );
  const isServed = fc.asyncProperty(fc.array(happening, { maxLength: 6 }), async (happenings) => {
    await caches.delete(MODEL_CACHE);
    network = tinyNetwork(first);
    let served = first;
    let complete: string | undefined;
    for (const what of happenings) {
      if ('deploy' in what) network.deploy((served = bundles[what.deploy]!));
      if ('damage' in what) await damage(hashOf(bundles[what.damage]!)).catch(() => undefined);
      if ('clear' in what) {
        await caches.delete(MODEL_CACHE);
        complete = undefined;
      }
      if ('spoil' in what) network.answer(what.spoil, what.how);
      const isSpoilt = 'spoil' in what;
      const outcome = await load().catch((error: unknown) => error);
      if ('spoil' in what) network.answer(what.spoil, undefined);
      if (isAttarError(outcome)) {
        expect(isSpoilt).toBe(true);
        // Only storage that was cleared, or never filled, leaves a visitor without any version.
        expect(complete).toBeUndefined();
        continue;
      }
      const version = versionOf(outcome as Recommender);
      // A spoilt file may be stored already, and then is not missed.
      expect([hashOf(served), isSpoilt ? complete : undefined]).toContain(version);
      expect(await best(outcome as Recommender)).toEqual(lists.get(version));
      complete = version;
    }
  });
  await fc.assert(isServed, { numRuns: 25 });
});

describe('a device that does not store', () => {
  test('for want of room has the model in memory, and the page hears of it once', async () => {
    vi.spyOn(Cache.prototype, 'put').mockRejectedValue(new DOMException('full', 'QuotaExceededError'));
    const recommender = await load();
    expect(await recommender.selfTest()).toEqual([]);
    expect(codes()).toEqual(['cache/full']);
    expect(await stored()).toEqual([]);
  });

  test('the newer version for want of room keeps the one before complete', async () => {
    await load();
    network.deploy(second);
    const put = Cache.prototype.put;
    vi.spyOn(Cache.prototype, 'put').mockImplementation(function (this: Cache, key, response) {
      if (String(key).endsWith(hashOf(second))) throw new DOMException('full', 'QuotaExceededError');
      return put.call(this, key, response);
    });
    expect(versionOf(await load())).toBe(hashOf(second));
    network.answer('*', offline);
    expect(versionOf(await load())).toBe(hashOf(first));
    expect(codes()).toEqual(['cache/full', 'cache/offline']);
  });

  test('because the browser forbids it works all the same', async () => {
    vi.spyOn(globalThis, 'caches', 'get').mockImplementation(() => {
      throw new DOMException('forbidden', 'SecurityError');
    });
    expect(versionOf(await load())).toBe(hashOf(first));
    expect(codes()).toEqual(['cache/blocked']);
  });

  test('because every access fails works all the same', async () => {
    for (const name of ['match', 'put', 'delete', 'keys'] as const) {
      vi.spyOn(Cache.prototype, name).mockRejectedValue(new DOMException('gone', 'InvalidStateError'));
    }
    expect(versionOf(await load())).toBe(hashOf(first));
    expect(codes()).toEqual(['cache/blocked']);
  });

  test('because the page asked for none, or brought its own fetch, is left as it was', async () => {
    await load({ cache: 'none' });
    await loadRecommender('/tiny/', { backend: 'plain', fetch: network.fetch });
    expect(await caches.has(MODEL_CACHE)).toBe(false);
    vi.stubGlobal('fetch', network.fetch);
    await loadRecommender('/tiny/', { backend: 'plain' });
    await expect.poll(stored).toHaveLength(3);
  });
});

describe('many models', () => {
  test('share what they have in common, and the longest unused goes when there are more than eight', async () => {
    for (let model = 0; model < 9; model++) await load({}, `/models/${model}/`);
    expect(network.asked.filter((name) => name === 'student.safetensors')).toHaveLength(1);
    await expect.poll(stored).toHaveLength(8 + 2);
    expect((await stored()).some((name) => name.endsWith('models%2F0%2F'))).toBe(false);
  });
});

describe('several loads at once', () => {
  const ofEach = ['catalogue.json', 'student.safetensors'];
  const files = (asked: readonly string[]) => asked.filter((name) => name !== 'manifest.json').sort();

  test('in one page download each file once', async () => {
    const all = await Promise.all([load(), load(), load()]);
    expect(all.map(versionOf)).toEqual([hashOf(first), hashOf(first), hashOf(first)]);
    expect(files(network.asked)).toEqual(ofEach);
  });

  test('go on when the one that downloads is called off', async () => {
    const stop = new AbortController();
    let reached = (): void => undefined;
    const begun = new Promise<void>((done) => (reached = done));
    network.answer('student.safetensors', ({ signal }) => {
      network.answer('student.safetensors', undefined);
      reached();
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      });
    });
    const one = load({ signal: stop.signal });
    await begun;
    const other = load();
    stop.abort();
    await expect(one).rejects.toMatchObject({ code: 'load/aborted' });
    expect(versionOf(await other)).toBe(hashOf(first));
  });

  test('can be called off while they wait for another', async () => {
    let answer = (): void => undefined;
    const held = new Promise<void>((done) => (answer = done));
    network.answer('student.safetensors', async () => {
      await held;
      return new Response(first.files['student.safetensors'] as Uint8Array<ArrayBuffer>);
    });
    const one = load();
    await expect.poll(() => network.asked).toContain('student.safetensors');
    const stop = new AbortController();
    const waiting = load({ signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    await expect(waiting).rejects.toMatchObject({ code: 'load/aborted' });
    answer();
    expect(versionOf(await one)).toBe(hashOf(first));
  });

  test('in two documents download each file once', async () => {
    const module = new URL('./load.ts', import.meta.url).href;
    const frames = [0, 1].map(() => document.createElement('iframe'));
    Object.assign(globalThis, { tinyFetch: network.fetch });
    const loaded = frames.map((frame) => {
      const done = new Promise((resolve) =>
        Object.assign(globalThis, { [`done${frames.indexOf(frame)}`]: resolve }),
      );
      frame.srcdoc = `<script type="module">
        import { loadRecommender } from '${module}';
        const options = { backend: 'plain', cache: 'storage', fetch: parent.tinyFetch };
        const { manifest } = await loadRecommender('/tiny/', options);
        parent.done${frames.indexOf(frame)}(manifest.name);
      </script>`;
      document.body.append(frame);
      return done;
    });
    expect(await Promise.all(loaded)).toEqual(['tiny', 'tiny']);
    expect(files(network.asked)).toEqual(ofEach);
    for (const frame of frames) frame.remove();
  });
});

describe('a model that sharpens', () => {
  const both = [3, 4].map((seed) => tinyBundle({ seed, variant: 'small' }));
  const architecture = ({ manifest }: Recommender) => manifest.architecture;

  test('begins the next visit with the full student, which costs the manifest alone', async () => {
    network.deploy(both[0]!);
    await load({ sharpen: 'always' });
    expect(codes()).toEqual(['student/changed']);
    let next: Recommender | undefined;
    const asked = await askedBy(async () => {
      next = await loadOnly({ sharpen: 'always' }, '/tiny/');
    });
    expect(architecture(next!)).toEqual(both[0]!.manifest.architecture);
    expect(asked).toEqual(['manifest.json']);
    network.answer('*', offline);
    expect(versionOf(await load({ sharpen: 'always' }))).toBe(hashOf(both[0]!));
  });

  test('keeps the version before as the complete one until the full student has come', async () => {
    network.deploy(both[0]!);
    await load();
    network.deploy(both[1]!);
    network.answer('student.safetensors', () => new Response('', { status: 404 }));
    const blunt = await load({ sharpen: 'always' });
    expect(architecture(blunt)).toEqual(both[1]!.manifest.variants![0]!.architecture);
    expect(codes()).toEqual(['student/failed']);
    network.answer('*', offline);
    expect(versionOf(await load())).toBe(hashOf(both[0]!));
  });
});

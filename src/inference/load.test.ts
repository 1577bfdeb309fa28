import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { BundleFile } from '../format/index.ts';
import { sha256 } from '../format/sha256.ts';
import { tinyBundle } from '../format/tiny-bundle.ts';
import { loadRecommender } from './index.ts';
import type { LoadProgress, Recommender } from './index.ts';
import type { LoadNotice, ModelLoadOptions } from './load-options.ts';

const tiny = tinyBundle({ items: 40, dim: 8 });
const servers: Server[] = [];

/** A real server on this machine; gives its address. */
async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/models/tiny`;
}

/** Serves the tiny bundle, with some files replaced, and notes what was asked for. */
function serveTiny(
  replaced: Partial<Record<BundleFile, Uint8Array>> = {},
  asked: string[] = [],
): Promise<string> {
  return serve((request, response) => {
    const name = request.url!.slice('/models/tiny/'.length) as BundleFile;
    asked.push(name);
    response.end(replaced[name] ?? tiny.files[name]);
  });
}

/** The tiny bundle with a second student of the same items, at 4 bits and without a sparse part. */
function serveVariants(asked: string[]): Promise<string> {
  const small = tinyBundle({ items: 40, dim: 8, bits: 4, nnz: 0 });
  const { architecture, files } = small.manifest;
  const variant = {
    name: 'small',
    description: 'half the bytes',
    architecture,
    files: { 'student.safetensors': files['student.safetensors'], 'golden.json': files['golden.json'] },
  };
  const served: Record<string, Uint8Array> = {
    ...tiny.files,
    'manifest.json': new TextEncoder().encode(JSON.stringify({ ...tiny.manifest, variants: [variant] })),
    'student-small.safetensors': small.files['student.safetensors'],
    'golden-small.json': small.files['golden.json'],
  };
  return serve((request, response) => {
    const name = request.url!.slice('/models/tiny/'.length);
    asked.push(name);
    response.end(served[name]);
  });
}

function load(address: string, options: ModelLoadOptions = {}): Promise<Recommender> {
  return loadRecommender(address, { backend: 'plain', ...options });
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe('loading a model', () => {
  test('reads each file as soon as it is there: a bad catalogue is told while the student is still coming', async () => {
    const broken = tinyBundle({ items: 39, dim: 8 }).files['catalogue.json'];
    const { files } = tiny.manifest;
    const entry = { bytes: broken.length, sha256: sha256(broken) };
    const manifest = { ...tiny.manifest, files: { ...files, 'catalogue.json': entry } };
    const address = await serve((request, response) => {
      if (request.url!.endsWith('manifest.json')) response.end(JSON.stringify(manifest));
      if (request.url!.endsWith('catalogue.json')) response.end(broken);
      // The student is never answered.
    });
    await expect(load(address)).rejects.toMatchObject({
      code: 'bundle/format',
      message: expect.stringContaining('column "ids" has 39 items; expected 40') as string,
    });
  });

  test('fetches manifest, student and catalogue, and the rest when it is asked for, once', async () => {
    const asked: string[] = [];
    const recommender = await load(await serveTiny({}, asked));
    expect([...asked].sort()).toEqual(['catalogue.json', 'manifest.json', 'student.safetensors']);
    expect(await recommender.selfTest()).toEqual([]);
    expect((await recommender.samples()).users).toHaveLength(3);
    expect((await recommender.report()).items).toBe(40);
    await recommender.golden();
    expect(asked.slice(3)).toEqual(['golden.json', 'samples.json', 'report.json']);
  });

  test('takes a folder with or without a slash, or its manifest', async () => {
    const address = await serveTiny();
    for (const end of ['', '/', '/manifest.json']) {
      expect((await load(address + end)).manifest.name).toBe('tiny');
    }
  });

  test('reports one total that never falls', async () => {
    const seen: LoadProgress[] = [];
    await load(await serveTiny(), { onProgress: (progress) => seen.push(progress) });
    const { files } = tiny.manifest;
    const total = files['student.safetensors'].bytes + files['catalogue.json'].bytes;
    expect(seen[0]).toEqual({ phase: 'manifest', loaded: 0, total: 0, file: 'manifest.json' });
    expect(seen.at(-1)).toMatchObject({ phase: 'ready', loaded: total, total });
    const loaded = seen.map((progress) => progress.loaded);
    expect(loaded).toEqual([...loaded].sort((a, b) => a - b));
    expect([...new Set(seen.map(({ phase }) => phase))]).toEqual([
      'manifest',
      'download',
      'verify',
      'prepare',
      'ready',
    ]);
  });

  test('from an address that answers 404 says so', async () => {
    const address = await serve((_, response) => response.writeHead(404).end('nothing here'));
    await expect(load(address)).rejects.toMatchObject({
      code: 'load/http',
      message: expect.stringContaining('404') as string,
    });
  });

  test.each(['text/html; charset=utf-8', 'application/json'])(
    'from a web page sent as %s is no model',
    async (type) => {
      const address = await serve((_, response) =>
        response.writeHead(200, { 'content-type': type }).end('\n<!DOCTYPE html><title>App</title>'),
      );
      await expect(load(address)).rejects.toMatchObject({ code: 'load/not-a-model' });
    },
  );

  test('from a machine that does not answer is a network fault', async () => {
    const address = await serveTiny();
    const server = servers.pop()!;
    await new Promise((resolve) => server.close(resolve));
    await expect(load(address)).rejects.toMatchObject({ code: 'load/network' });
  });

  test('that breaks off in the middle is a network fault', async () => {
    const address = await serve((request, response) => {
      const name = request.url!.slice('/models/tiny/'.length) as BundleFile;
      if (name === 'manifest.json') response.end(tiny.files[name]);
      else {
        response.writeHead(200, { 'content-length': tiny.files[name].length });
        response.write(tiny.files[name].subarray(0, 100), () => response.destroy());
      }
    });
    await expect(load(address)).rejects.toMatchObject({ code: 'load/network' });
  });

  test.each(['manifest.json', 'student.safetensors', 'catalogue.json'])(
    'of which %s is cut off for good is a network fault that names it, after one try for the rest',
    async (cut) => {
      const asked: string[] = [];
      const address = await serve((request, response) => {
        const name = request.url!.slice('/models/tiny/'.length) as BundleFile;
        asked.push(name);
        if (name !== cut) return response.end(tiny.files[name]);
        response.writeHead(200, { 'content-length': tiny.files[name].length });
        return response.write(tiny.files[name].subarray(0, 50), () => response.destroy());
      });
      await expect(load(address)).rejects.toMatchObject({
        code: 'load/network',
        message: expect.stringContaining(`${cut}: the `) as string,
      });
      expect(asked.filter((name) => name === cut).length).toBeLessThanOrEqual(2);
    },
  );

  test.each(['student.safetensors', 'catalogue.json'] as const)(
    'of which %s breaks off once is resumed, verified, and never reported as less than before',
    async (broken) => {
      const ranges: string[] = [];
      const address = await serve((request, response) => {
        const name = request.url!.slice('/models/tiny/'.length) as BundleFile;
        const file = tiny.files[name];
        const { range } = request.headers;
        if (name !== broken) return response.end(file);
        if (range === undefined) {
          response.writeHead(200, { 'content-length': file.length, etag: '"1"' });
          return response.write(file.subarray(0, 200), () => setTimeout(() => response.destroy(), 20));
        }
        ranges.push(range);
        response.writeHead(206, { 'content-range': `bytes 200-${file.length - 1}/${file.length}` });
        return response.end(file.subarray(200));
      });
      const seen: LoadProgress[] = [];
      const recommender = await load(address, { onProgress: (progress) => seen.push(progress) });
      expect(await recommender.selfTest()).toEqual([]);
      expect(ranges).toEqual(['bytes=200-']);
      const loaded = seen.map((progress) => progress.loaded);
      expect(loaded).toEqual([...loaded].sort((a, b) => a - b));
    },
  );

  test('whose file changed between the two halves of a download is refused by its hash', async () => {
    const address = await serve((request, response) => {
      const name = request.url!.slice('/models/tiny/'.length) as BundleFile;
      const file = tiny.files[name];
      if (name !== 'student.safetensors') return response.end(file);
      if (request.headers.range === undefined) {
        response.writeHead(200, { 'content-length': file.length });
        return response.write(file.subarray(0, 200), () => setTimeout(() => response.destroy(), 20));
      }
      response.writeHead(206, { 'content-range': `bytes 200-${file.length - 1}/${file.length}` });
      return response.end(file.subarray(200).map((byte) => byte ^ 1));
    });
    await expect(load(address)).rejects.toMatchObject({ code: 'bundle/hash' });
  });

  test('of which one file fails calls off the other and reports nothing more', async () => {
    let calledOff = (): void => undefined;
    const isCalledOff = new Promise<void>((done) => (calledOff = done));
    const address = await serve((request, response) => {
      const name = request.url!.slice('/models/tiny/'.length) as BundleFile;
      if (name === 'manifest.json') return response.end(tiny.files[name]);
      if (name === 'student.safetensors') return setTimeout(() => response.writeHead(503).end(), 50);
      const drip = setInterval(() => response.write('a'), 5);
      return response.on('close', () => (clearInterval(drip), calledOff()));
    });
    const seen: LoadProgress[] = [];
    const loading = load(address, { onProgress: (progress) => seen.push(progress) });
    await expect(loading).rejects.toMatchObject({ code: 'load/http' });
    const reports = seen.length;
    await isCalledOff;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(seen).toHaveLength(reports);
  });

  test('that falls silent is given up after the patience it was given', async () => {
    const address = await serve((request, response) => {
      const name = request.url!.slice('/models/tiny/'.length) as BundleFile;
      if (name === 'catalogue.json') response.write(tiny.files[name].subarray(0, 10));
      else response.end(tiny.files[name]);
    });
    await expect(load(address, { patience: 100 })).rejects.toMatchObject({
      code: 'load/network',
      message: expect.stringContaining('no byte came for 100 ms') as string,
    });
  });

  test('without Cache Storage works, and says so to a page that asked for it', async () => {
    const notices: LoadNotice[] = [];
    const onNotice = (notice: LoadNotice): void => void notices.push(notice);
    const address = await serveTiny();
    await load(address, { onNotice });
    expect(notices).toEqual([]);
    await load(address, { onNotice, cache: 'storage' });
    expect(notices.map(({ code }) => code)).toEqual(['cache/blocked']);
  });

  test('takes the variant asked for, with its own golden lists', async () => {
    const asked: string[] = [];
    const address = await serveVariants(asked);
    const small = await load(address, { variant: 'small' });
    expect(small.manifest.architecture).toMatchObject({ bits: 4, sparseEntries: 0 });
    expect(await small.selfTest()).toEqual([]);
    expect([...asked].sort()).toEqual([
      'catalogue.json',
      'golden-small.json',
      'manifest.json',
      'student-small.safetensors',
    ]);
    const main = await load(address);
    expect(main.manifest.architecture).toEqual(tiny.manifest.architecture);
    expect(await main.selfTest()).toEqual([]);
    await expect(load(address, { variant: 'huge' })).rejects.toMatchObject({ code: 'request/invalid' });
  });

  test('that never ends is cut off at the declared size', async () => {
    let sent = 0;
    const address = await serve((request, response) => {
      const name = request.url!.slice('/models/tiny/'.length) as BundleFile;
      if (name !== 'student.safetensors') return response.end(tiny.files[name]);
      const more = (): void => {
        sent += 16_384;
        if (!response.destroyed) response.write(new Uint8Array(16_384), () => setImmediate(more));
      };
      return more();
    });
    await expect(load(address)).rejects.toMatchObject({ code: 'bundle/size' });
    expect(sent).toBeLessThan(2e8);
  });

  test('with a truncated or changed file is refused', async () => {
    const student = tiny.files['student.safetensors'];
    const changed = student.slice();
    changed[student.length - 1]! ^= 1;
    const load1 = load(await serveTiny({ 'student.safetensors': student.subarray(0, -1) }));
    await expect(load1).rejects.toMatchObject({ code: 'bundle/size' });
    const load2 = load(await serveTiny({ 'student.safetensors': changed }));
    await expect(load2).rejects.toMatchObject({ code: 'bundle/hash' });
    const load3 = load(await serveTiny({ 'manifest.json': new TextEncoder().encode('{"format":"attar"') }));
    await expect(load3).rejects.toMatchObject({ code: 'bundle/format' });
  });

  test('checks a file that is fetched later, and asks again after a fault', async () => {
    const replaced: Partial<Record<BundleFile, Uint8Array>> = { 'report.json': new Uint8Array(3) };
    const recommender = await load(await serveTiny(replaced));
    await expect(recommender.report()).rejects.toMatchObject({ code: 'bundle/size' });
    delete replaced['report.json'];
    expect((await recommender.report()).items).toBe(40);
  });

  test('stops when the caller aborts, before or during the download', async () => {
    const address = await serve((request, response) => {
      if (request.url!.endsWith('manifest.json')) response.end(tiny.files['manifest.json']);
    });
    await expect(load(address, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'load/aborted',
    });
    const stop = new AbortController();
    const loading = load(address, { signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    await expect(loading).rejects.toMatchObject({ code: 'load/aborted' });
  });

  test('for webgl where there is none rejects, so that the caller may choose plain', async () => {
    const address = await serveTiny();
    await expect(load(address, { backend: 'webgl' })).rejects.toMatchObject({ code: 'backend/unavailable' });
  });
});

describe('a recommender', () => {
  test('never returns the history, the excluded or items without a title', async () => {
    const recommender = await load(await serveTiny());
    const { items } = await recommender.recommend({
      likes: ['1', '2'],
      dislikes: ['3'],
      exclude: ['4'],
      k: 1000,
    });
    const ids = items.map(({ id }) => id);
    const untitled = tiny.catalogue.ids.filter((_, item) => tiny.catalogue.titles[item] === null);
    expect(new Set([...ids, '1', '2', '3', '4', ...untitled]).size).toBe(40);
    expect(ids).toHaveLength(36 - untitled.length);
    expect(items.map(({ rank }) => rank)).toEqual(items.map((_, at) => at + 1));
    expect(items.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 9);
  });

  test('gives no reasons to a visitor without likes', async () => {
    const recommender = await load(await serveTiny());
    const { items } = await recommender.recommend({ likes: [] });
    expect(items.every(({ because }) => because.length === 0)).toBe(true);
  });

  test('with a filter that nothing meets gives an empty list', async () => {
    const recommender = await load(await serveTiny());
    expect((await recommender.recommend({ likes: ['1'], filter: { yearFrom: 3000 } })).items).toEqual([]);
  });

  test('finds the faults of a golden file that does not fit', async () => {
    const recommender = await load(await serveTiny());
    const golden = await recommender.golden();
    golden.cases[1]!.items.reverse();
    const faults = await recommender.selfTest();
    expect(faults[0]).toMatch(/^case 1, rank 1: expected item/);
  });

  test('that was disposed rejects', async () => {
    const recommender = await load(await serveTiny());
    recommender.dispose();
    recommender.dispose();
    await expect(recommender.recommend({ likes: [] })).rejects.toMatchObject({ code: 'backend/lost' });
    await expect(recommender.similar('1')).rejects.toMatchObject({ code: 'backend/lost' });
  });

  test('asked for what is like an unknown item names it', async () => {
    const recommender = await load(await serveTiny());
    await expect(recommender.similar('zebra')).rejects.toMatchObject({
      code: 'request/invalid',
      message: expect.stringContaining('"zebra"') as string,
    });
  });
});

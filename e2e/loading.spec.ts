import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import { tinyBundle } from '../src/format/tiny-bundle.ts';

/** What the page's `load` gives: the student's SHA-256, the notices, and the code of a fault. */
interface Outcome {
  readonly version?: string;
  readonly notices: readonly string[];
  readonly fault?: string;
}

interface Model {
  readonly files: Readonly<Record<string, Uint8Array>>;
}

const first = tinyBundle({ items: 200, seed: 1 });
const second = tinyBundle({ items: 200, seed: 2 });
const STUDENT = 'student.safetensors';
const student = first.files[STUDENT];
const hashOf = (bundle: typeof first) => bundle.manifest.files[STUDENT].sha256;

/** A host of the library and of one model, whose answers a test may replace. */
class Host {
  readonly asked: string[] = [];
  readonly requests: IncomingMessage[] = [];
  model: Model = first;
  answer: (name: string, request: IncomingMessage, response: ServerResponse) => boolean = () => false;
  private readonly server: Server;
  private readonly library: string;

  constructor(library: string) {
    this.library = library;
    this.server = createServer((request, response) => this.respond(request, response));
  }

  async open(): Promise<void> {
    await new Promise<void>((done) => this.server.listen(0, '127.0.0.1', done));
  }

  close(): Promise<void> {
    this.server.closeAllConnections();
    return new Promise((done) => this.server.close(() => done()));
  }

  get address(): string {
    return `http://localhost:${(this.server.address() as AddressInfo).port}/`;
  }

  /** Requests for one file. */
  of(name: string): IncomingMessage[] {
    return this.requests.filter(({ url }) => url!.endsWith(`/${name}`));
  }

  private respond(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url!.slice(1);
    response.setHeader('access-control-allow-origin', '*');
    if (path === '') return void response.setHeader('content-type', 'text/html').end('<title>Host</title>');
    if (path === 'library.js') {
      return void response.setHeader('content-type', 'text/javascript').end(this.library);
    }
    if (!path.startsWith('model/')) return void response.writeHead(404).end();
    const name = path.slice('model/'.length);
    this.requests.push(request);
    this.asked.push(`${request.method} ${name}`);
    if (this.answer(name, request, response)) return undefined;
    return void response.end(this.model.files[name]);
  }
}

/** The library as one module, without the GPU's part: these tests are about what comes before it. */
async function buildLibrary(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      write: false,
      target: 'es2023',
      lib: { entry: join(import.meta.dirname, '../src/inference/load.ts'), formats: ['es'] },
      rolldownOptions: {
        external: [/^@tensorflow\//, /webgl(-device)?\.ts$/],
        output: { codeSplitting: false },
      },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (output === undefined || !('output' in output)) throw new Error('vite gave no output');
  return output.output[0].code;
}

/** Loads the model in a page and says what came of it. */
function load(page: Page, model = 'model/', library = '/library.js'): Promise<Outcome> {
  return page.evaluate(
    async ([address, source]) => {
      const { loadRecommender } = await import(source!);
      const notices: string[] = [];
      const onNotice = ({ code }: { code: string }) => notices.push(code);
      try {
        const options = { backend: 'plain', onNotice };
        const recommender = await loadRecommender(address!, options);
        const faults = await recommender.selfTest();
        if (faults.length > 0) return { notices, fault: faults.join() };
        // The device stores the model after the load is done; frames that may store nothing may not ask either.
        const isStoring = async (): Promise<boolean> => {
          const { held = [] } = await navigator.locks.query();
          return held.some(({ name }) => name === 'attar-loads');
        };
        while (await isStoring().catch(() => false)) await new Promise((next) => setTimeout(next, 10));
        return { notices, version: recommender.manifest.files['student.safetensors'].sha256 };
      } catch (error) {
        return { notices, fault: (error as { code: string }).code };
      }
    },
    [model, library],
  );
}

/** Sends the first half of the student, then cuts the line. */
function cutInHalf(response: ServerResponse, headers: Record<string, string | number>): true {
  response.writeHead(200, headers);
  response.write(student.subarray(0, student.length >> 1), () => setTimeout(() => response.destroy(), 50));
  return true;
}

function sendRest(request: IncomingMessage, response: ServerResponse): true {
  const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range!)![1]);
  response.writeHead(206, { 'content-range': `bytes ${from}-${student.length - 1}/${student.length}` });
  response.end(student.subarray(from));
  return true;
}

let library: string;
let host: Host;

test.beforeAll(async () => {
  library = await buildLibrary();
});
test.beforeEach(async ({ page }) => {
  host = new Host(library);
  await host.open();
  await page.goto(host.address);
});
test.afterEach(() => host.close());

test('two tabs that open at once download each file of a model once', async ({ page, context }) => {
  const other = await context.newPage();
  await other.goto(host.address);
  host.answer = (name, _, response) => {
    if (name === 'manifest.json') return false;
    // Slow enough for both tabs to want the file at the same time.
    setTimeout(() => response.end(host.model.files[name]), 300);
    return true;
  };
  const loaded = await Promise.all([load(page), load(other)]);
  for (const outcome of loaded) expect(outcome).toEqual({ version: hashOf(first), notices: [] });
  expect(host.of(STUDENT)).toHaveLength(1);
  expect(host.of('catalogue.json')).toHaveLength(1);
});

test('a model of an earlier visit is there when the host is not', async ({ page }) => {
  expect(await load(page)).toMatchObject({ version: hashOf(first) });
  await host.close();
  expect(await load(page)).toEqual({ version: hashOf(first), notices: ['cache/offline'] });
});

test('a half deployment leaves the earlier model; a whole one replaces it, whatever the browser had cached', async ({
  page,
}) => {
  let isWhole = true;
  host.answer = (name, _, response) => {
    response.setHeader('cache-control', 'max-age=3600');
    if (name === STUDENT && !isWhole) response.writeHead(404).end();
    return name === STUDENT && !isWhole;
  };
  expect(await load(page)).toEqual({ version: hashOf(first), notices: [] });
  host.model = second;
  isWhole = false;
  expect(await load(page)).toEqual({ version: hashOf(first), notices: ['cache/former'] });
  isWhole = true;
  expect(await load(page)).toEqual({ version: hashOf(second), notices: [] });
});

test('a connection that breaks is resumed with the tag of what came before', async ({ page }) => {
  host.answer = (name, request, response) => {
    if (name !== STUDENT) return false;
    if (request.headers.range !== undefined) return sendRest(request, response);
    return cutInHalf(response, { 'content-length': student.length, etag: '"one"' });
  };
  expect(await load(page)).toEqual({ version: hashOf(first), notices: [] });
  const [, again] = host.of(STUDENT);
  expect(again!.headers).toMatchObject({ range: `bytes=${student.length >> 1}-`, 'if-range': '"one"' });
});

test('a compressed file that breaks off is resumed uncompressed', async ({ page }) => {
  const packed = brotliCompressSync(student);
  host.answer = (name, request, response) => {
    if (name !== STUDENT) return false;
    if (request.headers.range !== undefined) return sendRest(request, response);
    response.writeHead(200, { 'content-encoding': 'br', 'content-length': packed.length });
    response.write(packed.subarray(0, packed.length - 100), () => setTimeout(() => response.destroy(), 50));
    return true;
  };
  expect(await load(page)).toEqual({ version: hashOf(first), notices: [] });
  expect(host.of(STUDENT)).toHaveLength(2);
});

test('a model of another origin is resumed without asking that host for permission', async ({ page }) => {
  const shop = new Host(library);
  await shop.open();
  await page.goto(shop.address);
  host.answer = (name, request, response) => {
    if (name !== STUDENT) return false;
    if (request.headers.range !== undefined) return sendRest(request, response);
    return cutInHalf(response, { 'content-length': student.length, etag: '"one"' });
  };
  expect(await load(page, `${host.address}model/`)).toEqual({ version: hashOf(first), notices: [] });
  expect(host.asked.filter((line) => line.startsWith('OPTIONS'))).toEqual([]);
  expect(host.of(STUDENT)).toHaveLength(2);
  await shop.close();
});

test('a frame that may store nothing has the model in memory', async ({ page }) => {
  const address = host.address;
  await page.setContent(`<iframe sandbox="allow-scripts" srcdoc="<title>Frame</title>"></iframe>`);
  const frame = page.frames().at(-1)!;
  const outcome = await load(frame as unknown as Page, `${address}model/`, `${address}library.js`);
  expect(outcome).toEqual({ version: hashOf(first), notices: ['cache/blocked'] });
});

test('a host that answers with its page or not at all is told apart', async ({ page }) => {
  host.answer = (_, __, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>App</title>');
    return true;
  };
  expect(await load(page)).toEqual({ notices: [], fault: 'load/not-a-model' });
  host.answer = (_, __, response) => (response.destroy(), true);
  expect(await load(page)).toEqual({ notices: [], fault: 'load/network' });
});

import { afterEach, describe, expect, test } from 'vitest';
import { foldUser } from '../../core/hybrid.ts';
import { Random } from '../../core/random.ts';
import { randomStudent } from '../../format/random-student.ts';
import type { Backend, Proposal, ScoredModel } from './backend.ts';
import { createWasmBackend } from './wasm.ts';
import type { WasmOptions } from './wasm.ts';

/** Long enough for threads: 2²³ codes. */
const ITEMS = 2 ** 17;
const random = new Random(3);
const model: ScoredModel = {
  student: randomStudent(random, { items: ITEMS, dim: 64, bits: 8, nnz: 4 }),
  prior: Float32Array.from({ length: ITEMS }, () => random.normal()),
};
const mask = Uint8Array.from({ length: ITEMS }, (_, item) => (item % 5 === 0 ? 0 : 1));

/** Where the tests' server has the backend. */
const address = new URL('./wasm.ts', import.meta.url).href;

/** A script that starts a backend of three items on two threads, asks it, and calls `tell` with the answer. */
const script = `
  // What the tests' server puts around every dynamic import; only pages of tests have it.
  globalThis.__vitest_browser_runner__ = { wrapDynamicImport: (load) => load() };
  const { createWasmBackend } = await import(${JSON.stringify(address)});
  const [codes, one, three] = [new Int8Array(6), new Float32Array(1), Float32Array.of(1, 3, 2)];
  const sparse = { rows: 3, offsets: new Uint32Array(4), columns: new Uint16Array(), codes, scales: three };
  const out = { rows: 3, columns: 2, bits: 8, codes, scales: three };
  const model = { student: { items: 3, dim: 2, out, bias: three, sparse }, prior: three };
  const backend = await createWasmBackend(model, { threads: 2 });
  await backend.ready;
  const query = { history: { items: [], weights: [] }, user: new Float32Array(2), gate: 0, fade: 1, popularity: 0 };
  const { items, by } = await backend.propose(query, new Uint8Array(3).fill(1), 1);
  tell(\`\${by}: \${items}, \${crossOriginIsolated ? 'isolated' : 'alone'}, \${workers} workers\`);`;
/** Counts the workers that were made. */
const count = `let workers = 0;
  const Made = Worker;
  globalThis.Worker = class extends Made { constructor(...given) { super(...given); workers++; } };`;

const open: Backend[] = [];
afterEach(() => {
  for (const backend of open.splice(0)) backend.dispose();
});

async function start(options?: WasmOptions): Promise<Backend> {
  const backend = await createWasmBackend(model, options);
  open.push(backend);
  await backend.ready;
  return backend;
}

function ask(backend: Backend, like: number): Promise<Proposal> {
  const query = foldUser(model.student, { items: [like, 600, 41], weights: [1, 1, -0.5] }, 0.5);
  return backend.propose(query, mask, 100);
}

describe('the wasm backend on an isolated page', () => {
  test('is tested on one', () => {
    expect(crossOriginIsolated).toBe(true);
  });

  test('has threads for a long catalogue, and proposes what one thread does', async () => {
    const one = await start({ threads: 1 });
    const several = await start();
    expect([one.ready, several.ready]).toEqual([undefined, expect.any(Promise)]);
    for (let like = 0; like < 40; like++) expect(await ask(several, like)).toEqual(await ask(one, like));
  });

  test('has them in a worker, too', async () => {
    const source = `${count} const tell = (text) => postMessage(text); ${script}`;
    const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })), {
      type: 'module',
    });
    const answer = await new Promise((resolve) =>
      worker.addEventListener('message', ({ data }) => resolve(data)),
    );
    worker.terminate();
    expect(answer).toBe('wasm: 1, isolated, 1 workers');
  });

  test('answers on one thread where the policy refuses their program', async () => {
    const page = document.createElement('iframe');
    const policy = "script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; worker-src 'self'";
    const answer = new Promise((resolve) => {
      window.addEventListener('message', ({ data, source }) => {
        if (source === page.contentWindow) resolve(data);
      });
    });
    page.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">
      <script type="module">${count} const tell = (text) => parent.postMessage(text, '*'); ${script}</script>`;
    document.body.append(page);
    expect(await answer).toBe('wasm: 1, isolated, 1 workers');
    page.remove();
  });

  test('says that it goes on alone when a helper fails', async () => {
    const made: Worker[] = [];
    const Made = globalThis.Worker;
    globalThis.Worker = class extends Made {
      constructor(...given: ConstructorParameters<typeof Worker>) {
        super(...given);
        made.push(this);
      }
    };
    const told: unknown[] = [];
    const backend = await start({ onChange: (change) => told.push(change) });
    globalThis.Worker = Made;
    expect(made.length).toBe(Math.min(navigator.hardwareConcurrency, 4) - 1);
    made[0]!.dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
    expect(await ask(backend, 7)).toEqual(await ask(await start({ threads: 1 }), 7));
    const reason = 'one thread does all of it, since another one was lost (out of memory)';
    expect(told).toEqual([{ backend: 'wasm', reason }]);
  });
});

import { describe, expect, test } from 'vitest';
import { foldUser } from '../../core/hybrid.ts';
import { Random } from '../../core/random.ts';
import { randomStudent } from '../../format/random-student.ts';
import { rankProposal } from '../rank.ts';
import type { ScoredModel } from './backend.ts';
import { createPlainBackend } from './plain.ts';
import { createWasmBackend } from './wasm.ts';

/** Where the tests' server has the backend. */
const address = new URL('./wasm.ts', import.meta.url).href;

function smallModel(bits: 4 | 8): ScoredModel {
  const random = new Random(bits);
  const student = randomStudent(random, { items: 700, dim: 48, bits, nnz: 10 });
  return { student, prior: Float32Array.from({ length: 700 }, () => random.normal()) };
}

/** What creating the backend comes to in a page with that policy: `created`, or the error's code and message. */
async function createUnder(policy: string): Promise<string> {
  const page = document.createElement('iframe');
  const answer = new Promise<string>((resolve) => {
    window.addEventListener('message', ({ data, source }) => {
      if (source === page.contentWindow) resolve(String(data));
    });
  });
  page.srcdoc = `<!doctype html><meta http-equiv="Content-Security-Policy" content="script-src ${policy}">
    <script type="module">
      const { createWasmBackend } = await import(${JSON.stringify(address)});
      const codes = new Int8Array(2);
      const one = new Float32Array(1);
      const sparse = { rows: 1, offsets: new Uint32Array(2), columns: new Uint16Array(), codes, scales: one };
      const out = { rows: 1, columns: 2, bits: 8, codes, scales: one };
      const model = { student: { items: 1, dim: 2, out, bias: one, sparse }, prior: one };
      createWasmBackend(model)
        .then(() => 'created', (fault) => fault.code + ': ' + fault.message)
        .then((text) => parent.postMessage(text, '*'));
    </script>`;
  document.body.append(page);
  try {
    return await answer;
  } finally {
    page.remove();
  }
}

describe('the wasm backend in a browser', () => {
  test.each([4, 8] as const)('gives the list of plain with %i bits', async (bits) => {
    const model = smallModel(bits);
    const query = foldUser(model.student, { items: [3, 600, 41], weights: [1, 1, -0.5] }, 0.5);
    const mask = Uint8Array.from({ length: 700 }, (_, item) => (item % 5 === 0 ? 0 : 1));
    const [wanted, got] = [createPlainBackend(model), await createWasmBackend(model)];
    const plain = rankProposal(model, query, await wanted.propose(query, mask, 100), 100);
    const proposal = await got.propose(query, mask, 100);
    const wasm = rankProposal(model, query, proposal, 100);
    expect(proposal.by).toBe('wasm');
    expect([...wasm.items]).toEqual([...plain.items]);
    expect([...wasm.scores]).toEqual([...plain.scores]);
  });

  test("runs under script-src 'self' 'wasm-unsafe-eval'", async () => {
    expect(await createUnder("'self' 'unsafe-inline' 'wasm-unsafe-eval'")).toBe('created');
  });

  test("says what to allow under script-src 'self'", async () => {
    const answer = await createUnder("'self' 'unsafe-inline'");
    expect(answer).toMatch(/^backend\/unavailable: .*'wasm-unsafe-eval' in script-src; use backend: 'webgl'/);
  });

  test('runs in a worker', async () => {
    const script = `
      import(${JSON.stringify(address)}).then(async ({ createWasmBackend }) => {
        const one = new Float32Array(1);
        const codes = new Int8Array(2);
        const sparse = { rows: 1, offsets: new Uint32Array(2), columns: new Uint16Array(), codes, scales: one };
        const out = { rows: 1, columns: 2, bits: 8, codes, scales: one };
        const student = { items: 1, dim: 2, out, bias: Float32Array.of(4), sparse };
        const backend = await createWasmBackend({ student, prior: one });
        const query = { history: { items: [], weights: [] }, user: new Float32Array(2), gate: 1, fade: 0.5, popularity: 0 };
        postMessage(await backend.propose(query, Uint8Array.of(1), 1));
      }, (fault) => postMessage(String(fault)));`;
    const worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })), {
      type: 'module',
    });
    const answer = await new Promise((resolve) =>
      worker.addEventListener('message', ({ data }) => resolve(data)),
    );
    worker.terminate();
    expect(answer).toEqual({ items: Uint32Array.of(0), logTotal: 2, by: 'wasm' });
  });
});

import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { foldUser, scoreOf } from '../../core/hybrid.ts';
import type { History, UserQuery } from '../../core/hybrid.ts';
import { Random } from '../../core/random.ts';
import { weighTastes } from '../../format/index.ts';
import { pick, randomStudent } from '../../format/random-student.ts';
import { readBundleDirectory } from '../../format/read-directory.ts';
import { rankProposal } from '../rank.ts';
import type { Proposal, ScoredModel } from './backend.ts';
import { createPlainBackend } from './plain.ts';
import { createWasmBackend } from './wasm.ts';

const shape = fc.record({
  seed: fc.nat(),
  items: fc.oneof(fc.constantFrom(1, 16, 17, 512, 513), fc.integer({ min: 1, max: 1200 })),
  dim: fc.oneof(fc.constantFrom(48, 64, 130), fc.integer({ min: 1, max: 40 })),
  bits: fc.constantFrom(2 as const, 3 as const, 4 as const, 8 as const),
  nnz: fc.integer({ min: 0, max: 20 }),
  k: fc.oneof(fc.constant(1000), fc.integer({ min: 1, max: 60 })),
  popularity: fc.constantFrom(0, 0.8, -2),
});

/** A random model; with few bits the dimension must be even. */
function randomModel(
  random: Random,
  options: { items: number; dim: number; bits: 2 | 3 | 4 | 8; nnz: number },
): ScoredModel {
  const dim = options.bits === 8 ? options.dim : 2 * Math.ceil(options.dim / 2);
  const student = randomStudent(random, { ...options, dim });
  return { student, prior: Float32Array.from({ length: options.items }, () => random.normal()) };
}

/** Up to 30 items with likes, dislikes and whatever recency makes of them. */
function randomHistory(random: Random, items: number): History {
  const chosen = pick(random, items, Math.min(items, random.below(30)));
  return { items: chosen, weights: chosen.map(() => [1, -0.5, random.normal()][random.below(3)]!) };
}

/** The list is that of plain, only candidates are proposed, and ln Σ exp is that of plain but for the error. */
async function expectListOfPlain(
  model: ScoredModel,
  found: Proposal,
  { query, mask, k }: { readonly query: UserQuery; readonly mask: Uint8Array; readonly k: number },
): Promise<void> {
  const proposal = await createPlainBackend(model).propose(query, mask, k);
  const wanted = rankProposal(model, query, proposal, k);
  const got = rankProposal(model, query, found, k);
  expect(found.by).toBe('wasm');
  expect([...got.items]).toEqual([...wanted.items]);
  expect([...got.scores]).toEqual([...wanted.scores]);
  expect([...found.items]).toEqual([...new Set(found.items)].sort((a, b) => a - b));
  expect([...found.items].filter((item) => mask[item] !== 1)).toEqual([]);
  if (wanted.items.length === 0) expect(found.logTotal).toBe(Number.NEGATIVE_INFINITY);
  else expect(Math.abs(found.logTotal - proposal.logTotal)).toBeLessThan(2e-3);
}

/** How far the lowest proposed score lies below the k-th best. */
function reach({ student, prior }: ScoredModel, query: UserQuery, found: Proposal, k: number): number {
  const scores = [...found.items].map(scoreOf(student, prior, query)).sort((a, b) => b - a);
  return scores.length === 0 ? 0 : scores[Math.min(k, scores.length) - 1]! - scores.at(-1)!;
}

/** Weak references hold until the job that made them ends, so it waits for that first. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  await new Promise((resolve) => setTimeout(resolve, 0));
  collect();
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the wasm backend', () => {
  test('gives the list of plain for random models and requests', async () => {
    const property = fc.asyncProperty(shape, async (options) => {
      const random = new Random(options.seed);
      const model = randomModel(random, options);
      const backend = await createWasmBackend(model);
      const query = foldUser(model.student, randomHistory(random, options.items), options.popularity);
      const kept = random.below(5);
      const mask = Uint8Array.from({ length: options.items }, () => (random.below(4) < kept ? 1 : 0));
      const found = await backend.propose(query, mask, options.k);
      await expectListOfPlain(model, found, { query, mask, k: options.k });
      expect(reach(model, query, found, options.k)).toBeLessThan(0.02);
      backend.dispose();
    });
    await fc.assert(property, { numRuns: 200 });
  });

  test('gives the list of plain where 3,000 scores differ by less than its error', async () => {
    const random = new Random(3);
    const model = randomModel(random, { items: 3000, dim: 64, bits: 8, nnz: 5 });
    const query = foldUser(model.student, { items: [7, 8, 9], weights: [1, 1, -0.5] }, 1);
    const score = scoreOf(model.student, model.prior, query);
    const level = model.prior.map((prior, item) => prior - score(item) + 1e-5 * random.normal());
    const close = { student: model.student, prior: level };
    const mask = new Uint8Array(3000).fill(1);
    const found = await (await createWasmBackend(close)).propose(query, mask, 20);
    expect(found.items.length).toBeGreaterThan(100);
    await expectListOfPlain(close, found, { query, mask, k: 20 });
  });

  test('proposes every item of a tie, since the reference breaks it', async () => {
    const model = randomModel(new Random(7), { items: 300, dim: 8, bits: 8, nnz: 0 });
    model.student.out.codes.fill(3);
    model.student.out.scales.fill(0.25);
    model.student.bias.fill(0);
    const query = foldUser(model.student, { items: [4], weights: [1] });
    const { items } = await (await createWasmBackend(model)).propose(query, new Uint8Array(300).fill(1), 5);
    expect([...items]).toEqual([...items.keys()]);
    expect(items).toHaveLength(300);
  });

  test('leaves out scores that are not finite and lists the others', async () => {
    const model = randomModel(new Random(8), { items: 200, dim: 8, bits: 4, nnz: 3 });
    model.student.bias.set([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
    model.student.out.scales[40] = Number.NaN;
    model.student.out.scales[41] = Number.POSITIVE_INFINITY;
    const query = foldUser(model.student, { items: [4, 90], weights: [1, -0.5] });
    const mask = new Uint8Array(200).fill(1);
    const found = await (await createWasmBackend(model)).propose(query, mask, 20);
    await expectListOfPlain(model, found, { query, mask, k: 20 });
  });

  test('answers several requests in flight each with its own', async () => {
    const model = randomModel(new Random(9), { items: 400, dim: 16, bits: 4, nnz: 8 });
    const backend = await createWasmBackend(model);
    const mask = new Uint8Array(400).fill(1);
    const queries = [3, 50, 399].map((item) => foldUser(model.student, { items: [item], weights: [1] }));
    const found = await Promise.all(queries.map((query) => backend.propose(query, mask, 10)));
    for (const [at, query] of queries.entries())
      await expectListOfPlain(model, found[at]!, { query, mask, k: 10 });
  });

  test('leaves the mask as it is', async () => {
    const model = randomModel(new Random(9), { items: 50, dim: 4, bits: 4, nnz: 8 });
    const mask = Uint8Array.from({ length: 50 }, (_, item) => item % 2);
    const before = mask.slice();
    const query = foldUser(model.student, { items: [0, 1, 2], weights: [1, 1, 1] });
    await (await createWasmBackend(model)).propose(query, mask, 10);
    expect(mask).toEqual(before);
  });

  test('refuses requests once it is disposed', async () => {
    const model = randomModel(new Random(9), { items: 5, dim: 4, bits: 8, nnz: 0 });
    const backend = await createWasmBackend(model);
    backend.dispose();
    backend.dispose();
    const query = foldUser(model.student, { items: [], weights: [] });
    await expect(backend.propose(query, new Uint8Array(5), 1)).rejects.toMatchObject({
      code: 'backend/lost',
    });
  });

  test('gives its memory back when it is disposed, whoever still holds it', async () => {
    const memories: WeakRef<WebAssembly.Memory>[] = [];
    class WatchedMemory extends WebAssembly.Memory {
      constructor(descriptor: WebAssembly.MemoryDescriptor) {
        super(descriptor);
        memories.push(new WeakRef(this));
      }
    }
    vi.stubGlobal('WebAssembly', Object.create(WebAssembly, { Memory: { value: WatchedMemory } }));
    const model = randomModel(new Random(9), { items: 50, dim: 4, bits: 8, nnz: 0 });
    const [kept, disposed] = [await createWasmBackend(model), await createWasmBackend(model)];
    disposed.dispose();
    await collectGarbage();
    expect(memories.map((memory) => memory.deref() !== undefined)).toEqual([true, false]);
    expect([kept.name, disposed.name]).toEqual(['wasm', 'wasm']);
  });
});

describe.each(['movies', 'books'])('on the published model of %s the wasm backend', (name) => {
  const folder = fileURLToPath(new URL(`../../../public/models/${name}`, import.meta.url));

  test('gives the list of plain for golden histories, and proposes hardly an item more', async () => {
    const { student, golden, catalogue } = await readBundleDirectory(folder);
    const model = { student, prior: new Float32Array(student.items) };
    const backend = await createWasmBackend(model);
    let extra = 0;
    const cases = golden.cases.slice(0, 15);
    for (const { likes, dislikes } of cases) {
      const query = foldUser(student, weighTastes(likes, dislikes));
      const mask = Uint8Array.from(catalogue.titles, (title) => (title === null ? 0 : 1));
      for (const item of [...likes, ...dislikes]) mask[item] = 0;
      const found = await backend.propose(query, mask, 50);
      await expectListOfPlain(model, found, { query, mask, k: 50 });
      extra += found.items.length - 50;
    }
    expect(extra / cases.length).toBeLessThan(1);
  });
});

describe('where WebAssembly cannot run', () => {
  test.each<[string, object | undefined, RegExp]>([
    ['there is none', undefined, /no WebAssembly here/],
    ['it has no SIMD', { validate: () => false }, /no SIMD/],
    [
      'the page forbids it',
      { validate: () => true, compile: () => Promise.reject(new Error('blocked')) },
      /wasm-unsafe-eval/,
    ],
  ])('because %s, the backend says so and what to do', async (_, missing, message) => {
    vi.resetModules();
    vi.stubGlobal('WebAssembly', missing);
    const fresh = await import('./wasm.ts');
    const model = randomModel(new Random(9), { items: 5, dim: 4, bits: 8, nnz: 0 });
    const failed = fresh.createWasmBackend(model);
    await expect(failed).rejects.toMatchObject({ code: 'backend/unavailable' });
    await expect(failed).rejects.toThrow(message);
    await expect(failed).rejects.toThrow(/use backend: 'webgl' or 'plain'/);
  });
});

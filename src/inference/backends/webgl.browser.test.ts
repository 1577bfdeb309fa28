import { env } from '@tensorflow/tfjs-core/dist/base';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { foldUser, scoreOf } from '../../core/hybrid.ts';
import type { UserQuery } from '../../core/hybrid.ts';
import { Random } from '../../core/random.ts';
import { randomStudent } from '../../format/random-student.ts';
import { rankProposal } from '../rank.ts';
import type { Backend, Proposal, ScoredModel } from './backend.ts';
import { acquireEngine, releaseEngine } from './engine.ts';
import type { Engine } from './engine.ts';
import { createPlainBackend } from './plain.ts';
import type { BackendChange } from './recovery.ts';
import { createWebGLDevice, warmWebGL } from './webgl-device.ts';
import { createWebGLBackend } from './webgl.ts';

interface Shape {
  readonly items: number;
  readonly dim: number;
  readonly bits: 2 | 3 | 4 | 8;
  readonly nnz: number;
}

const shapes = fc.record({
  items: fc.integer({ min: 1, max: 400 }),
  dim: fc.integer({ min: 2, max: 33 }).map((half) => 2 * half),
  bits: fc.constantFrom(2 as const, 3 as const, 4 as const, 8 as const),
  nnz: fc.integer({ min: 0, max: 20 }),
});
const engines: Engine[] = [];

/** The page's engine, held so that it outlives the models of a test. */
function holdEngine(): Engine {
  const engine = acquireEngine();
  engines.push(engine);
  return engine;
}

function randomModel(random: Random, shape: Shape): ScoredModel {
  const prior = Float32Array.from({ length: shape.items }, () => random.normal());
  return { student: randomStudent(random, shape), prior };
}

/** A few likes and dislikes; every third request leans towards popular items or away from them. */
function randomQuery(random: Random, { student }: ScoredModel): UserQuery {
  const chosen = [...new Set(Array.from({ length: random.below(12) }, () => random.below(student.items)))];
  const weights = chosen.map(() => (random.below(4) === 0 ? -0.5 : 1));
  return foldUser(student, { items: chosen, weights }, random.below(3) === 0 ? 2 * random.normal() : 0);
}

function randomMask(random: Random, items: number): Uint8Array {
  return Uint8Array.from({ length: items }, () => (random.below(5) === 0 ? 0 : 1));
}

/** Compares the lists that two backends come to for one random request; gives what the first proposed. */
async function expectSameList(backend: Backend, model: ScoredModel, random: Random): Promise<Proposal> {
  const query = randomQuery(random, model);
  const mask = randomMask(random, model.student.items);
  const [wanted, found] = await Promise.all([
    createPlainBackend(model).propose(query, mask, 10),
    backend.propose(query, mask, 10),
  ]);
  const plain = rankProposal(model, query, wanted, 10);
  const webgl = rankProposal(model, query, found, 10);
  expect([...webgl.items]).toEqual([...plain.items]);
  expect([...webgl.scores]).toEqual([...plain.scores]);
  if (found.by === 'webgl' && wanted.items.length > 0) {
    expect(found.logTotal).toBeCloseTo(
      wanted.logTotal,
      env().getBool('WEBGL_RENDER_FLOAT32_ENABLED') ? 3 : 1,
    );
  }
  return found;
}

async function expectWebGL(model: ScoredModel, random: Random): Promise<Proposal> {
  const backend = await createWebGLBackend(model);
  const found = await expectSameList(backend, model, random);
  backend.dispose();
  expect(found.by).toBe('webgl');
  return found;
}

function loseContext(engine: Engine): void {
  engine.gl.getExtension('WEBGL_lose_context')!.loseContext();
}

afterEach(() => {
  for (const engine of engines.splice(0)) releaseEngine(engine);
});

describe('the webgl backend', () => {
  test('gives the list of plain for random models and requests', async () => {
    holdEngine();
    await fc.assert(
      fc.asyncProperty(fc.nat(), shapes, async (seed, shape) => {
        const random = new Random(seed);
        await expectWebGL(randomModel(random, shape), random);
      }),
      { numRuns: 60 },
    );
  });

  test('gives the list of plain where many items tie, and proposes them all', async () => {
    const random = new Random(7);
    const { student, prior } = randomModel(random, { items: 300, dim: 8, bits: 8, nnz: 0 });
    student.out.codes.fill(3);
    student.out.scales.fill(0.25);
    student.bias.fill(0);
    const { items } = await expectWebGL({ student, prior: prior.fill(0) }, random);
    expect(items.length).toBeGreaterThan(200);
  });

  test('gives the list of plain on devices that only write float16, and proposes more for it', async () => {
    const model = randomModel(new Random(11), { items: 500, dim: 16, bits: 4, nnz: 4 });
    const exact = await expectWebGL(model, new Random(12));
    env().set('WEBGL_FORCE_F16_TEXTURES', true);
    env().set('WEBGL_RENDER_FLOAT32_ENABLED', false);
    try {
      const rough = await expectWebGL(model, new Random(12));
      expect(rough.items.length).toBeGreaterThan(exact.items.length);
    } finally {
      env().set('WEBGL_FORCE_F16_TEXTURES', false);
      env().set('WEBGL_RENDER_FLOAT32_ENABLED', true);
    }
  });

  test('gives the list of plain where the catalogue needs many textures', async () => {
    holdEngine();
    const largest = env().getNumber('WEBGL_MAX_TEXTURE_SIZE');
    env().set('WEBGL_MAX_TEXTURE_SIZE', 8);
    try {
      const random = new Random(13);
      // 16 bytes an item: two rows of 8 groups are 64 items, one of them free; so 800 items take 13 tiles.
      await expectWebGL(randomModel(random, { items: 800, dim: 16, bits: 8, nnz: 4 }), random);
    } finally {
      env().set('WEBGL_MAX_TEXTURE_SIZE', largest);
    }
  });

  test('rejects a device whose textures are too small for one item', async () => {
    holdEngine();
    const largest = env().getNumber('WEBGL_MAX_TEXTURE_SIZE');
    env().set('WEBGL_MAX_TEXTURE_SIZE', 8);
    try {
      const model = randomModel(new Random(1), { items: 9, dim: 34, bits: 8, nnz: 0 });
      await expect(createWebGLBackend(model)).rejects.toThrow('more than the 8 texels of a side');
    } finally {
      env().set('WEBGL_MAX_TEXTURE_SIZE', largest);
    }
  });

  test('never proposes an item without a finite score', async () => {
    const model = randomModel(new Random(15), { items: 40, dim: 8, bits: 8, nnz: 3 });
    model.student.bias.set([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY], 10);
    const backend = await createWebGLBackend(model);
    const query = foldUser(model.student, { items: [], weights: [] });
    const { items, by } = await backend.propose(query, new Uint8Array(40).fill(1), 40);
    backend.dispose();
    expect(by).toBe('webgl');
    expect([...items]).toEqual(Array.from({ length: 40 }, (_, i) => i).filter((i) => i < 10 || i > 12));
  });

  test('answers requests from plain whose numbers float32 cannot hold, and goes on', async () => {
    const model = randomModel(new Random(15), { items: 40, dim: 8, bits: 8, nnz: 3 });
    const backend = await createWebGLBackend(model);
    const query = foldUser(model.student, { items: [], weights: [] });
    const mask = new Uint8Array(40).fill(1);
    const huge = await backend.propose({ ...query, user: query.user.map(() => 1e38) }, mask, 5);
    const next = await backend.propose(query, mask, 5);
    backend.dispose();
    expect([huge.by, next.by]).toEqual(['plain', 'webgl']);
  });

  test('proposes nothing where nothing may be returned', async () => {
    const model = randomModel(new Random(15), { items: 40, dim: 8, bits: 8, nnz: 3 });
    const backend = await createWebGLBackend(model);
    const proposal = await backend.propose(randomQuery(new Random(1), model), new Uint8Array(40), 5);
    backend.dispose();
    expect(proposal).toEqual({ items: new Uint32Array(0), logTotal: Number.NEGATIVE_INFINITY, by: 'webgl' });
  });

  test('answers requests that are under way together as if they came one by one', async () => {
    holdEngine();
    const largest = env().getNumber('WEBGL_MAX_TEXTURE_SIZE');
    // Many tiles, and nothing read at once: requests would meet between two tiles.
    env().set('WEBGL_MAX_TEXTURE_SIZE', 8);
    try {
      const model = randomModel(new Random(15), { items: 300, dim: 16, bits: 8, nnz: 3 });
      const backend = await createWebGLBackend(model, { patience: { deadline: 2000, blocking: 0 } });
      const found = [1, 2, 3, 4, 5].map((seed) => expectSameList(backend, model, new Random(seed)));
      expect(new Set((await Promise.all(found)).map(({ by }) => by))).toEqual(new Set(['webgl']));
      backend.dispose();
    } finally {
      env().set('WEBGL_MAX_TEXTURE_SIZE', largest);
    }
  });
});

describe('the webgl backend’s memory', () => {
  test('holds codes as bytes: 100,000 items of 64 dimensions take less than 0.27 of float32, 0.1 of 134 MB', async () => {
    const engine = holdEngine();
    const items = 100_000;
    const out = {
      rows: items,
      columns: 64,
      bits: 8,
      codes: new Int8Array(64 * items).map((_, i) => (i % 255) - 127),
      scales: new Float32Array(items).fill(0.01),
    } as const;
    const none = { offsets: new Uint32Array(items + 1), columns: new Uint32Array(), codes: new Int8Array() };
    const student = {
      ...randomStudent(new Random(3), { items: 1, dim: 64, bits: 8, nnz: 0 }),
      items,
      out,
      sparse: { rows: items, ...none, scales: new Float32Array(items) },
      bias: new Float32Array(items),
    };
    const before = engine.memory().numBytesInGPUAllocated;
    const backend = await createWebGLBackend({ student, prior: new Float32Array(items) });
    const { numBytesInGPU, numBytesInGPUAllocated } = engine.memory();
    backend.dispose();
    expect(numBytesInGPU).toBeLessThan(0.27 * 4 * 64 * items);
    expect(numBytesInGPUAllocated - before).toBeLessThan(0.1 * 134e6);
  });

  test('is as large after 1,000 requests as after the first', async () => {
    const engine = holdEngine();
    const model = randomModel(new Random(5), { items: 200, dim: 16, bits: 8, nnz: 3 });
    const backend = await createWebGLBackend(model);
    const random = new Random(6);
    const ask = (): Promise<Proposal> =>
      backend.propose(randomQuery(random, model), randomMask(random, 200), 1 + random.below(300));
    await ask();
    const count = (): unknown => [engine.numDataIds(), engine.memory()];
    const first = count();
    for (let i = 0; i < 1000; i++) await ask();
    expect(count()).toEqual(first);
    backend.dispose();
  });

  test('is given back when it is disposed', async () => {
    const engine = holdEngine();
    const model = randomModel(new Random(5), { items: 3000, dim: 32, bits: 8, nnz: 3 });
    (await createWebGLBackend(model)).dispose();
    const tensors = engine.numDataIds();
    const { numBytesInGPU, numBytesInGPUAllocated } = engine.memory();
    const backend = await createWebGLBackend(model);
    await backend.propose(randomQuery(new Random(1), model), new Uint8Array(3000).fill(1), 10);
    backend.dispose();
    expect(engine.numDataIds()).toBe(tensors);
    expect(engine.memory()).toMatchObject({ numBytesInGPU, numBytesInGPUAllocated });
    expect(numBytesInGPU).toBe(0);
  });

  test('is given back when the device fails its check', async () => {
    const engine = holdEngine();
    const model = randomModel(new Random(5), { items: 3000, dim: 32, bits: 8, nnz: 3 });
    (await createWebGLBackend(model)).dispose();
    const before = [engine.numDataIds(), engine.memory().numBytesInGPU];
    model.student.out.scales.fill(NaN);
    await expect(createWebGLBackend(model)).rejects.toThrow('backend: ');
    expect([engine.numDataIds(), engine.memory().numBytesInGPU]).toEqual(before);
  });
});

describe('a lost context', () => {
  const model = randomModel(new Random(9), { items: 2000, dim: 16, bits: 8, nnz: 5 });

  test('lost ten times, before and during requests, never gives a wrong list or none, and WebGL comes back', async () => {
    const backend = await createWebGLBackend(model, { patience: { deadline: 2000, blocking: 0 } });
    for (let loss = 0; loss < 10; loss++) {
      const engine = acquireEngine();
      const pending = [0, 1, 2].map((n) => expectSameList(backend, model, new Random(10 * loss + n)));
      await new Promise((done) => setTimeout(done, 2 * (loss % 4)));
      loseContext(engine);
      releaseEngine(engine);
      await Promise.all(pending);
      await expect
        .poll(async () => (await expectSameList(backend, model, new Random(loss))).by, { interval: 5 })
        .toBe('webgl');
    }
    backend.dispose();
  });

  test('is noticed without a request, and the app is told of it and of the return', async () => {
    const changes: BackendChange[] = [];
    const backend = await createWebGLBackend(model, { onChange: (change) => changes.push(change) });
    const engine = acquireEngine();
    loseContext(engine);
    releaseEngine(engine);
    await expect.poll(() => changes).toHaveLength(2);
    backend.dispose();
    expect(changes).toEqual([
      { backend: 'plain', reason: 'its WebGL context was lost' },
      { backend: 'webgl', reason: 'it was made again' },
    ]);
  });

  test('of one model is that of all: each answers from plain and comes back', async () => {
    const other = randomModel(new Random(10), { items: 300, dim: 8, bits: 4, nnz: 5 });
    const backends = [await createWebGLBackend(model), await createWebGLBackend(other)] as const;
    const engine = acquireEngine();
    loseContext(engine);
    releaseEngine(engine);
    const [first, second] = await Promise.all([
      expectSameList(backends[0], model, new Random(1)),
      expectSameList(backends[1], other, new Random(2)),
    ]);
    expect([first.by, second.by]).toEqual(['plain', 'plain']);
    await expect.poll(async () => (await expectSameList(backends[0], model, new Random(3))).by).toBe('webgl');
    await expect.poll(async () => (await expectSameList(backends[1], other, new Random(4))).by).toBe('webgl');
    for (const backend of backends) backend.dispose();
  });

  test('makes a device reject from then on', async () => {
    const device = await createWebGLDevice(model, { fallback: createPlainBackend(model) });
    const engine = acquireEngine();
    loseContext(engine);
    releaseEngine(engine);
    const query = randomQuery(new Random(1), model);
    await expect(device.propose(query, new Uint8Array(2000).fill(1), 5)).rejects.toMatchObject({
      code: 'backend/lost',
    });
    await expect(device.lost).resolves.toBeTypeOf('string');
    device.dispose();
  });
});

describe('a GPU that hangs', () => {
  test('misses its deadline, and the request is answered by plain', async () => {
    const model = randomModel(new Random(9), { items: 2000, dim: 16, bits: 8, nnz: 5 });
    const changes: BackendChange[] = [];
    const backend = await createWebGLBackend(model, {
      patience: { deadline: 30, blocking: 0 },
      onChange: (change) => changes.push(change),
    });
    const engine = acquireEngine();
    const { gl } = engine;
    gl.clientWaitSync = () => gl.TIMEOUT_EXPIRED;
    releaseEngine(engine);
    const pending = [1, 2].map((seed) => expectSameList(backend, model, new Random(seed)));
    expect((await Promise.all(pending)).map(({ by }) => by)).toEqual(['plain', 'plain']);
    await expect.poll(async () => (await expectSameList(backend, model, new Random(3))).by).toBe('webgl');
    backend.dispose();
    expect(changes[0]).toEqual({ backend: 'plain', reason: expect.stringContaining('it did not answer') });
  });
});

describe('an engine that is warm before its model is there', () => {
  const shape = { items: 300, dim: 16, bits: 3, nnz: 5 } as const;
  const model = randomModel(new Random(11), shape);

  /** Programs that the page's engine links while something runs. */
  async function linkedBy(run: () => Promise<unknown>): Promise<number> {
    const { gl } = holdEngine();
    const link = gl.linkProgram.bind(gl);
    let count = 0;
    gl.linkProgram = (program) => {
      count += 1;
      link(program);
    };
    await run();
    gl.linkProgram = link;
    return count;
  }

  async function useDevice(): Promise<void> {
    const device = await createWebGLDevice(model, { fallback: createPlainBackend(model) });
    await expectSameList(device, model, new Random(1));
    device.dispose();
  }

  test('has compiled the program that the device then uses', async () => {
    const warm = warmWebGL();
    expect(await linkedBy(async () => warm.compile(shape))).toBe(1);
    expect(await linkedBy(useDevice)).toBe(0);
    // It was that device's alone.
    expect(await linkedBy(useDevice)).toBe(1);
    warm.release();
  });

  test('is of no use to a student of another shape, and gives the same lists', async () => {
    const warm = warmWebGL();
    warm.compile({ ...shape, dim: 20 });
    expect(await linkedBy(useDevice)).toBe(1);
    warm.release();
  });

  test('keeps nothing that nobody asked for', async () => {
    const engine = holdEngine();
    const before = engine.memory();
    const deleted: WebGLProgram[] = [];
    const remove = engine.gl.deleteProgram.bind(engine.gl);
    engine.gl.deleteProgram = (program) => {
      deleted.push(program!);
      remove(program);
    };
    const warm = warmWebGL();
    for (const dim of [16, 20]) warm.compile({ ...shape, dim });
    expect([engine.memory(), engine.numDataIds(), deleted.length]).toEqual([before, 0, 1]);
    warm.release();
    expect(deleted).toHaveLength(2);
  });
});

describe('a read that brings nothing', () => {
  const model = randomModel(new Random(9), { items: 2000, dim: 16, bits: 8, nnz: 5 });

  /** Makes reads of the page's engine fail, without a word, as on a context whose loss is not known yet. */
  function breakReads(how: (values: Float32Array) => void): void {
    const engine = acquireEngine();
    engine.gl.readPixels = ((...args: unknown[]) => how(args[6] as Float32Array)) as never;
    releaseEngine(engine);
  }

  test.each([
    ['leaves the last scores', () => undefined],
    ['writes zeros', (values: Float32Array) => void values.fill(0)],
  ])('is noticed where it %s', async (_, how) => {
    const backend = await createWebGLBackend(model);
    await expectSameList(backend, model, new Random(1));
    breakReads(how);
    expect((await expectSameList(backend, model, new Random(2))).by).toBe('plain');
    await expect.poll(async () => (await expectSameList(backend, model, new Random(3))).by).toBe('webgl');
    backend.dispose();
  });
});

describe('scores of the GPU', () => {
  test('are those of the reference for every candidate: a margin of nothing proposes the k best', async () => {
    const model = randomModel(new Random(21), { items: 1000, dim: 32, bits: 8, nnz: 8 });
    const backend = await createWebGLBackend(model);
    const query = foldUser(model.student, { items: [3, 9, 44], weights: [1, 1, -0.5] }, 1.5);
    const { items } = await backend.propose(query, new Uint8Array(1000).fill(1), 100);
    backend.dispose();
    const reference = scoreOf(model.student, model.prior, query);
    const sorted = Array.from({ length: 1000 }, (_, item) => reference(item)).sort((a, b) => b - a);
    expect(items.length).toBeLessThan(110);
    expect([...items].filter((item) => reference(item) >= sorted[99]!)).toHaveLength(100);
  });
});

import type { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl/dist/backend_webgl';
import { env } from '@tensorflow/tfjs-core/dist/base';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { foldIn, scoreAll } from '../../core/hybrid.ts';
import type { HybridStudent } from '../../core/hybrid.ts';
import { Random } from '../../core/random.ts';
import { randomStudent } from '../../format/random-student.ts';
import { rankCandidates } from '../rank.ts';
import { acquireEngine, releaseEngine } from './engine.ts';
import { createWebGLBackend } from './webgl.ts';

const model = fc.record({
  seed: fc.nat(),
  items: fc.integer({ min: 1, max: 400 }),
  dim: fc.integer({ min: 4, max: 32 }).map((half) => 2 * half),
  bits: fc.constantFrom(4 as const, 8 as const),
  nnz: fc.integer({ min: 0, max: 20 }),
});
const engines: MathBackendWebGL[] = [];

/** The page's engine, held so that it outlives the models of a test. */
function holdEngine(): MathBackendWebGL {
  const engine = acquireEngine();
  engines.push(engine);
  return engine;
}

function randomHistory(random: Random, items: number): { items: number[]; weights: number[] } {
  const chosen = new Set(Array.from({ length: random.below(12) }, () => random.below(items)));
  return { items: [...chosen], weights: [...chosen].map(() => (random.below(4) === 0 ? -0.5 : 1)) };
}

/** Compares list and scores for one random history and a random set of candidates; gives the error bound. */
function expectSameList(student: HybridStudent, random: Random): number {
  const backend = createWebGLBackend(student);
  const query = foldIn(student, randomHistory(random, student.items));
  const mask = Uint8Array.from({ length: student.items }, () => (random.below(5) === 0 ? 0 : 1));
  const found = backend.score(query);
  const exact = scoreAll(student, query);
  expect(found.by).toBe('webgl');
  for (const [item, score] of exact.entries()) {
    expect(Math.abs(score - found.scores[item]!)).toBeLessThanOrEqual(found.error);
  }
  const plain = rankCandidates(student, query, mask, { scores: exact, error: 0, by: 'plain' }, 10);
  const webgl = rankCandidates(student, query, mask, found, 10);
  backend.dispose();
  expect([...webgl.items]).toEqual([...plain.items]);
  expect([...webgl.scores]).toEqual([...plain.scores]);
  return found.error;
}

afterEach(() => {
  for (const engine of engines.splice(0)) releaseEngine(engine);
});

describe('the webgl backend', () => {
  test('gives the list and scores of plain for random models', () => {
    holdEngine();
    fc.assert(
      fc.property(model, (shape) => {
        const random = new Random(shape.seed);
        expectSameList(randomStudent(random, shape), random);
      }),
      { numRuns: 60 },
    );
  });

  test('gives the list of plain where many items tie', () => {
    holdEngine();
    const random = new Random(7);
    const student = randomStudent(random, { items: 300, dim: 8, bits: 8, nnz: 0 });
    student.out.codes.fill(3);
    student.out.scales.fill(0.25);
    student.bias.fill(0);
    expectSameList(student, random);
  });

  test('gives the list of plain on devices that only write float16', () => {
    env().set('WEBGL_FORCE_F16_TEXTURES', true);
    env().set('WEBGL_RENDER_FLOAT32_ENABLED', false);
    try {
      const random = new Random(11);
      const error = expectSameList(randomStudent(random, { items: 500, dim: 16, bits: 4, nnz: 4 }), random);
      expect(error).toBeGreaterThan(1e-3);
    } finally {
      env().set('WEBGL_FORCE_F16_TEXTURES', false);
      env().set('WEBGL_RENDER_FLOAT32_ENABLED', true);
    }
  });

  test('keeps codes as bytes: 20,000 items of 64 dimensions take less than 2 MB', () => {
    const engine = holdEngine();
    const before = engine.memory().numBytesInGPUAllocated;
    const student = randomStudent(new Random(3), { items: 20_000, dim: 64, bits: 8, nnz: 0 });
    const backend = createWebGLBackend(student);
    const after = engine.memory().numBytesInGPUAllocated - engine.memory().numBytesInGPUFree;
    backend.dispose();
    expect(after - before).toBeLessThan(2e6);
  });

  test('holds as many tensors and bytes after 1,000 requests as after the first', () => {
    const engine = holdEngine();
    const student = randomStudent(new Random(5), { items: 200, dim: 16, bits: 8, nnz: 3 });
    const backend = createWebGLBackend(student);
    backend.score(foldIn(student, { items: [1], weights: [1] }));
    const count = (): unknown => [engine.numDataIds(), engine.memory()];
    const first = count();
    for (let i = 0; i < 1000; i++) backend.score(foldIn(student, { items: [i % 200], weights: [1] }));
    expect(count()).toEqual(first);
    backend.dispose();
  });

  test('gives everything back when it is disposed', () => {
    const engine = holdEngine();
    const student = randomStudent(new Random(5), { items: 3000, dim: 32, bits: 8, nnz: 3 });
    createWebGLBackend(student).dispose();
    const tensors = engine.numDataIds();
    const { numBytesInGPU, numBytesInGPUAllocated } = engine.memory();
    const backend = createWebGLBackend(student);
    backend.score(foldIn(student, { items: [1], weights: [1] }));
    backend.dispose();
    expect(engine.numDataIds()).toBe(tensors);
    expect(engine.memory()).toMatchObject({ numBytesInGPU, numBytesInGPUAllocated });
    expect(numBytesInGPU).toBe(0);
  });

  test('gives everything back when the device fails its check', () => {
    const engine = holdEngine();
    const student = randomStudent(new Random(5), { items: 3000, dim: 32, bits: 8, nnz: 3 });
    createWebGLBackend(student).dispose();
    const before = [engine.numDataIds(), engine.memory().numBytesInGPU];
    student.out.scales.fill(NaN);
    expect(() => createWebGLBackend(student)).toThrow('it gave no scores');
    expect([engine.numDataIds(), engine.memory().numBytesInGPU]).toEqual(before);
  });

  test('answers from plain once the context is lost, and a new model gets a new context', async () => {
    const student = randomStudent(new Random(9), { items: 100, dim: 8, bits: 8, nnz: 3 });
    const engine = holdEngine();
    const backend = createWebGLBackend(student);
    const query = foldIn(student, { items: [4, 5], weights: [1, 1] });
    const lost = new Promise((resolve) => {
      engine.gpgpu.gl.canvas.addEventListener('webglcontextlost', resolve, { once: true });
    });
    engine.gpgpu.gl.getExtension('WEBGL_lose_context')!.loseContext();
    await lost;
    expect(backend.score(query)).toEqual({ scores: scoreAll(student, query), error: 0, by: 'plain' });
    const next = createWebGLBackend(student);
    expect(next.score(query).by).toBe('webgl');
    expect(backend.score(query).by).toBe('plain');
    backend.dispose();
    next.dispose();
  });
});

import { expect, test } from 'vitest';
import { AttarError } from '../../core/errors.ts';
import { Random } from '../../core/random.ts';
import { randomStudent } from '../../format/random-student.ts';
import type { BackendName } from '../types.ts';
import type { Backend, BackendFactory, ScoredModel } from './backend.ts';
import { chooseBackend } from './choose.ts';
import type { Starters } from './choose.ts';
import { createPlainBackend } from './plain.ts';

const shape = { items: 50, dim: 8, bits: 8, nnz: 3 } as const;
const student = randomStudent(new Random(1), shape);
const model: ScoredModel = { student, prior: new Float32Array(50) };

/** A device's backends, each `plain` that takes some ms longer; notes what happens to them. */
function device(delays: Partial<Record<BackendName, number>>, of = model) {
  const log: string[] = [];
  const start =
    (name: BackendName, delay: number): BackendFactory =>
    async () => {
      log.push(`start ${name}`);
      const plain = createPlainBackend(of);
      const propose: Backend['propose'] = async (query, mask, k) => {
        await new Promise((resolve) => setTimeout(resolve, delay));
        return { ...(await plain.propose(query, mask, k)), by: name };
      };
      return { name, propose, dispose: () => void log.push(`dispose ${name}`) };
    };
  const entries = Object.entries(delays) as [BackendName, number][];
  const starters: Starters = Object.fromEntries(entries.map(([name, ms]) => [name, start(name, ms)]));
  let kept: string | null = null;
  const memory = { read: () => kept, write: (text: string) => void (kept = text) };
  return { log, starters, memory };
}

const refuse: BackendFactory = () =>
  Promise.reject(new AttarError('backend/unavailable', 'there is no WebGL'));

test('the fastest is kept, the others are disposed of, and the figures say why', async () => {
  const { log, starters, memory } = device({ wasm: 12, webgl: 4, plain: 20 });
  const { backend, choice } = await chooseBackend(model, starters, memory);
  expect(backend.name).toBe('webgl');
  expect(choice.measured.map((each) => each.backend)).toEqual(['webgl', 'wasm', 'plain']);
  for (const { milliseconds } of choice.measured) expect(milliseconds).toBeGreaterThan(2);
  expect(choice.reason).toMatch(/^the fastest here now: webgl [\d.]+ ms, wasm [\d.]+ ms, plain [\d.]+ ms$/);
  expect(log.filter((line) => line.startsWith('dispose'))).toEqual(['dispose wasm', 'dispose plain']);
});

test('one that does not start is left out, and the reason says so', async () => {
  const { starters, memory } = device({ plain: 1 });
  const { choice } = await chooseBackend(model, { webgl: refuse, ...starters }, memory);
  expect(choice.backend).toBe('plain');
  expect(choice.reason).toMatch(/^the fastest here now: plain .+ ms; webgl does not run: there is no WebGL$/);
});

test('one that another answers for is left out', async () => {
  const { starters, memory } = device({ plain: 3 });
  const lost: BackendFactory = async () => ({ ...createPlainBackend(model), name: 'webgl' });
  const { choice } = await chooseBackend(model, { webgl: lost, ...starters }, memory);
  expect(choice.measured.map(({ backend }) => backend)).toEqual(['plain']);
});

test('the next visit starts the remembered one alone', async () => {
  const { log, starters, memory } = device({ webgl: 4, plain: 12 });
  const first = await chooseBackend(model, starters, memory);
  log.length = 0;
  const next = await chooseBackend(model, starters, memory);
  expect(log).toEqual(['start webgl']);
  expect(next.choice.measured).toEqual(first.choice.measured);
});

test('a remembered one that does not start any more is replaced', async () => {
  const { log, starters, memory } = device({ webgl: 4, plain: 12 });
  await chooseBackend(model, starters, memory);
  const broken = { ...starters, webgl: refuse };
  expect((await chooseBackend(model, broken, memory)).choice.backend).toBe('plain');
  log.length = 0;
  expect((await chooseBackend(model, broken, memory)).choice.backend).toBe('plain');
  expect(log).toEqual(['start plain']);
});

test('a model of another size is measured anew', async () => {
  const { starters, memory } = device({ webgl: 1, plain: 6 });
  expect((await chooseBackend(model, starters, memory)).choice.backend).toBe('webgl');
  const larger = {
    student: randomStudent(new Random(1), { ...shape, items: 200 }),
    prior: new Float32Array(200),
  };
  const slow = device({ webgl: 6, plain: 1 }, larger);
  expect((await chooseBackend(larger, slow.starters, memory)).choice.backend).toBe('plain');
});

test('a catalogue of one item can be measured', async () => {
  const one = randomStudent(new Random(1), { items: 1, dim: 8, bits: 4, nnz: 0 });
  const single = { student: one, prior: new Float32Array(1) };
  const starters = { plain: async () => createPlainBackend(single) };
  const memory = { read: () => null, write: () => undefined };
  expect((await chooseBackend(single, starters, memory)).choice.backend).toBe('plain');
});

import { expect, test } from 'vitest';
import { foldUser } from '../../core/hybrid.ts';
import { Random } from '../../core/random.ts';
import { randomStudent } from '../../format/random-student.ts';
import type { Backend } from './backend.ts';
import { createPlainBackend } from './plain.ts';
import { createStandIn } from './stand-in.ts';
import { createWasmBackend } from './wasm.ts';

const student = randomStudent(new Random(1), { items: 50, dim: 8, bits: 8, nnz: 3 });
const model = { student, prior: new Float32Array(50) };
const query = foldUser(student, { items: [1, 4], weights: [1, 1] });
const mask = new Uint8Array(50).fill(1);

test('a stand-in starts with the first request, once', async () => {
  let starts = 0;
  const standIn = createStandIn(() => (starts++, createWasmBackend(model)), model);
  expect(starts).toBe(0);
  const answers = [standIn.propose(query, mask, 5), standIn.propose(query, mask, 5)];
  expect((await Promise.all(answers)).map(({ by }) => by)).toEqual(['wasm', 'wasm']);
  expect(starts).toBe(1);
});

test('plain stands in where nothing else starts', async () => {
  const standIn = createStandIn(() => Promise.reject(new Error('refused')), model);
  const wanted = await createPlainBackend(model).propose(query, mask, 5);
  expect(await standIn.propose(query, mask, 5)).toEqual(wanted);
  expect(standIn.name).toBe('plain');
});

test('what was started is disposed of, and what was not is not started for it', async () => {
  const log: string[] = [];
  const start = async (): Promise<Backend> => ({
    ...createPlainBackend(model),
    dispose: () => void log.push('disposed'),
  });
  createStandIn(start, model).dispose();
  const used = createStandIn(start, model);
  await used.propose(query, mask, 5);
  used.dispose();
  await expect.poll(() => log).toEqual(['disposed']);
});

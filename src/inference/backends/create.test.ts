import { expect, test } from 'vitest';
import { Random } from '../../core/random.ts';
import { randomStudent } from '../../format/random-student.ts';
import { createBackend } from './create.ts';

const student = randomStudent(new Random(1), { items: 50, dim: 8, bits: 8, nnz: 3 });
const model = { student, prior: new Float32Array(50) };

test.each(['wasm', 'plain'] as const)('%s is started when it is asked for', async (name) => {
  const { backend, choice } = await createBackend(name, model);
  expect(backend.name).toBe(name);
  expect(choice).toEqual({ backend: name, reason: 'it was asked for', measured: [] });
});

test('webgl is unavailable where there is no WebGL 2, and says what to use', async () => {
  await expect(createBackend('webgl', model)).rejects.toMatchObject({
    code: 'backend/unavailable',
    message: expect.stringContaining("use backend: 'wasm' or 'plain'") as string,
  });
});

test('auto takes what runs, and says why the others do not', async () => {
  const { backend, choice } = await createBackend('auto', model);
  expect(['wasm', 'plain']).toContain(backend.name);
  expect(choice.reason).toContain('webgl does not run: the webgl backend needs WebGL 2');
});

test('an unknown backend is refused with a list of those there are', async () => {
  await expect(createBackend('webgpu' as never, model)).rejects.toMatchObject({
    code: 'request/invalid',
    message: 'backend "webgpu" is not known; expected one of: auto, webgl, wasm, plain',
  });
});

import { expect, it } from 'vitest';
import { AttarError } from '../../../core/errors.ts';
import { tinyBundle } from '../../../format/tiny-bundle.ts';
import { createOpenModel } from '../../store/open-model.ts';
import { createTinyServer } from '../../testing/tiny-app.ts';
import { measureBackend, REQUESTS } from './measure.ts';

const bundle = tinyBundle({ items: 60, seed: 1 });
const server = createTinyServer({ books: bundle, movies: bundle });

async function openPlain() {
  const options = { signal: new AbortController().signal, onProgress: () => {} };
  return (await createOpenModel('plain', server.fetch)('http://localhost/books/', options)).recommender;
}

it('times fifty requests, and frees the backend', async () => {
  const recommender = await openPlain();
  const result = await measureBackend('plain', async () => recommender, [['1', '2'], ['3']]);
  if (!result.ran) throw new Error(result.reason);
  expect(result.times).toHaveLength(REQUESTS);
  expect(result.spread.least).toBeLessThanOrEqual(result.spread.median);
  expect(result.thread).toBe('page');
  await expect(recommender.recommend({ likes: ['1'] })).rejects.toThrowError(/disposed/);
});

it('says why a backend cannot run', async () => {
  const missing = async () => {
    throw new AttarError('backend/unavailable', 'no WebGL 2 here');
  };
  expect(await measureBackend('webgl', missing, [])).toEqual({
    backend: 'webgl',
    ran: false,
    reason: 'no WebGL 2 here',
  });
});

it('frees a backend that fails on the way', async () => {
  const recommender = await openPlain();
  const result = await measureBackend('plain', async () => recommender, [['no such item']]);
  expect(result).toMatchObject({ ran: false, reason: expect.stringContaining('no such item') });
  await expect(recommender.recommend({ likes: ['1'] })).rejects.toThrowError(/disposed/);
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { BundleFile } from '../format/index.ts';
import { tinyBundle } from '../format/tiny-bundle.ts';
import type { TinyBundle } from '../format/tiny-bundle.ts';
import { loadRecommender } from './index.ts';
import type { BackendName, RecommendedItem, Recommender, RecommenderOptions } from './index.ts';

function loadTiny(
  bundle: TinyBundle,
  backend: BackendName,
  options: RecommenderOptions = {},
): Promise<Recommender> {
  const fetch: typeof globalThis.fetch = async (input) => {
    const { url } = new Request(input);
    const name = url.slice(url.lastIndexOf('/') + 1) as BundleFile;
    return new Response(bundle.files[name] as Uint8Array<ArrayBuffer>);
  };
  return loadRecommender('./model', { backend, start: 'ready', fetch, ...options });
}

/** Everything but the probability, which the backends may round differently. */
function exactPart(items: readonly RecommendedItem[]): unknown[] {
  return items.map((item) => ({ ...item, probability: undefined }));
}

const shape = fc.record({
  seed: fc.nat(),
  items: fc.integer({ min: 30, max: 150 }),
  dim: fc.constantFrom(8, 10, 24, 32, 64),
  bits: fc.constantFrom(4 as const, 8 as const),
  nnz: fc.integer({ min: 0, max: 20 }),
});
const ask = fc.record({
  liked: fc.uniqueArray(fc.integer({ min: 1, max: 15 }), { maxLength: 8 }),
  disliked: fc.uniqueArray(fc.integer({ min: 16, max: 30 }), { maxLength: 3 }),
  k: fc.integer({ min: 1, max: 40 }),
  diversity: fc.constantFrom(0, 0.3, 1),
  tags: fc.constantFrom(undefined, ['comedy', 'drama']),
});

test('webgl and plain give the same lists, scores and reasons for random models and requests', async () => {
  await fc.assert(
    fc.asyncProperty(shape, fc.array(ask, { minLength: 1, maxLength: 4 }), async (options, asks) => {
      const bundle = tinyBundle(options);
      const [plain, webgl] = await Promise.all([loadTiny(bundle, 'plain'), loadTiny(bundle, 'webgl')]);
      for (const { liked, disliked, k, diversity, tags } of asks) {
        const request = {
          likes: liked.map(String),
          dislikes: disliked.map(String),
          k,
          diversity,
          filter: tags === undefined ? {} : { tags, yearFrom: 1920 },
        };
        const [a, b] = await Promise.all([plain.recommend(request), webgl.recommend(request)]);
        expect([a.backend, b.backend]).toEqual(['plain', 'webgl']);
        expect(exactPart(b.items)).toEqual(exactPart(a.items));
        for (const [at, { probability }] of a.items.entries()) {
          expect(b.items[at]!.probability).toBeCloseTo(probability, 3);
        }
      }
      expect((await webgl.similar('3', 7)).items).toEqual((await plain.similar('3', 7)).items);
      expect(await webgl.selfTest()).toEqual([]);
      plain.dispose();
      webgl.dispose();
    }),
    { numRuns: 25 },
  );
});

test('two models share one page and outlive each other', async () => {
  const books = await loadTiny(tinyBundle({ seed: 1 }), 'webgl');
  const movies = await loadTiny(tinyBundle({ seed: 2, bits: 4 }), 'webgl');
  books.dispose();
  expect((await movies.recommend({ likes: ['1'] })).backend).toBe('webgl');
  expect(await movies.selfTest()).toEqual([]);
  movies.dispose();
  await expect(movies.recommend({ likes: ['1'] })).rejects.toMatchObject({ code: 'backend/lost' });
});

test.each(['early', 'ready'] as const)(
  'a model that sharpens, started %s, goes from one student to the other on webgl',
  async (start) => {
    const bundle = tinyBundle({ variant: 'small', nnz: 9 });
    const request = { likes: ['1', '2', '3'], k: 40 };
    const plain = await loadTiny(bundle, 'plain');
    let changed = false;
    const onNotice = ({ code }: { code: string }): void => {
      changed ||= code === 'student/changed';
    };
    const webgl = await loadTiny(bundle, 'webgl', { start, sharpen: 'always', onNotice });
    const small = await webgl.recommend(request);
    await expect.poll(() => changed).toBe(true);
    const whole = await webgl.recommend(request);
    expect(whole.backend).toBe('webgl');
    expect(exactPart(whole.items)).toEqual(exactPart((await plain.recommend(request)).items));
    expect(exactPart(whole.items)).not.toEqual(exactPart(small.items));
    webgl.dispose();
    await expect(webgl.recommend(request)).rejects.toMatchObject({ code: 'backend/lost' });
  },
);

test('an address that answers with the page of an app is no model', async () => {
  await expect(loadRecommender('/no-such-model/', { backend: 'plain' })).rejects.toMatchObject({
    code: expect.stringMatching(/^load\/(not-a-model|http)$/) as string,
  });
});

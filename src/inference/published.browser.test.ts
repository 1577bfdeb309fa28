import { describe, expect, test } from 'vitest';
import { loadRecommender } from './index.ts';
import type { RecommendedItem } from './index.ts';

/** Names of the published models: the folders beside the app. */
const manifests = Object.keys(import.meta.glob('../../public/models/*/manifest.json', { query: '?url' }));
const names = manifests.map((path) => path.split('/').at(-2)!);

const listOf = (items: readonly RecommendedItem[]): unknown => items.map(({ id, score }) => [id, score]);

test('there are published models', () => {
  expect(names).toContain('movies');
});

describe.each(names)('the published model %s', (name) => {
  test('passes its self-test on webgl and plain, with the same lists', async () => {
    const plain = await loadRecommender(`/models/${name}/`, { backend: 'plain' });
    const webgl = await loadRecommender(`/models/${name}/`, { backend: 'webgl', start: 'ready' });
    expect(await plain.selfTest()).toEqual([]);
    expect(await webgl.selfTest()).toEqual([]);
    for (const { likes, dislikes } of (await plain.golden()).cases) {
      const id = (item: number): string => plain.catalogue.ids[item]!;
      const request = { likes: likes.map(id), dislikes: dislikes.map(id), k: 100 };
      const [wanted, got] = await Promise.all([plain.recommend(request), webgl.recommend(request)]);
      expect(got.backend).toBe('webgl');
      expect(listOf(got.items)).toEqual(listOf(wanted.items));
    }
    webgl.dispose();
  });
});

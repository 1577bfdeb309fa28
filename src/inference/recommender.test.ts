import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Random } from '../core/random.ts';
import { linearFileName } from '../format/linear-file-name.ts';
import { pick } from '../format/random-student.ts';
import { tinyBundle } from '../format/tiny-bundle.ts';
import type { Backend } from './backends/backend.ts';
import { createPlainBackend } from './backends/plain.ts';
import { popularityPrior } from './popularity.ts';
import { createRecommender } from './recommender.ts';
import type { RecommendedItem, Recommendations, Recommender, RecommendRequest } from './types.ts';

const tiny = tinyBundle({ items: 80, dim: 8 });
const { catalogue, manifest, student } = tiny;
const model = { student, prior: popularityPrior(catalogue.popularity) };
const listed = catalogue.ids.filter((_, item) => catalogue.titles[item] !== null);

function recommenderOn(backend: Backend = createPlainBackend(model)): Recommender {
  const get = async (name: string): Promise<Uint8Array> => tiny.files[name]!;
  const getRows = (file: number): Promise<Uint8Array> => get(linearFileName(file));
  return createRecommender({ ...model, manifest, catalogue, backend, get, getRows });
}

/** Plain, but it reads the mask late and answers later still, and the last call first. */
function lateBackend(): Backend & { readonly flush: (calls: number) => Promise<void> } {
  const plain = createPlainBackend(model);
  const waiting: (() => Promise<void>)[] = [];
  return {
    ...plain,
    propose: (query, mask, k) =>
      new Promise((resolve) => {
        waiting.push(async () => resolve(await plain.propose(query, mask, k)));
      }),
    flush: async (calls) => {
      // What a request wishes for may have to be imported first.
      await expect.poll(() => waiting.length, { interval: 1 }).toBe(calls);
      for (const answer of waiting.splice(0).reverse()) await answer();
    },
  };
}

function ids(answer: { readonly items: readonly RecommendedItem[] }): string[] {
  return answer.items.map(({ id }) => id);
}

function randomRequest(random: Random): RecommendRequest {
  const [likes, dislikes, exclude] = [4, 2, 10].map((most) =>
    pick(random, 40, random.below(most)).map((item) => catalogue.ids[item]!),
  );
  const torn = new Set(likes);
  return {
    likes: likes!,
    dislikes: dislikes!.filter((id) => !torn.has(id)),
    exclude: exclude!,
    k: 1 + random.below(30),
    ...(random.below(2) === 0 && { include: catalogue.ids.slice(random.below(60)) }),
    ...(random.below(2) === 0 && { filter: { yearFrom: 1950 + random.below(50) } }),
    ...(random.below(3) === 0 && { diversity: 0.3 }),
    ...(random.below(3) === 0 && { popularity: 2 * random.uniform() - 1 }),
    ...(random.below(3) === 0 && { recency: { halfLife: 3 } }),
  };
}

/** An answer without its time. */
function timeless({ items, backend }: Recommendations): unknown {
  return { items, backend };
}

describe('a request', () => {
  const recommender = recommenderOn();

  test('returns included items only, and none that is excluded', async () => {
    const include = listed.slice(10, 20);
    const answer = await recommender.recommend({ likes: [], include, exclude: include.slice(0, 3), k: 50 });
    expect(ids(answer).sort()).toEqual(include.slice(3).sort());
  });

  test('of k 1,000 returns the whole catalogue but for the history', async () => {
    const { items } = await recommender.recommend({ likes: listed.slice(0, 2), k: 1000 });
    expect(items.length).toBe(listed.length - 2);
    expect(items.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 5);
  });

  test('raises the popularity of its list as the slider rises', async () => {
    const means = [];
    for (const popularity of [-1, -0.5, 0, 0.5, 1]) {
      const { items } = await recommender.recommend({ likes: listed.slice(0, 3), popularity });
      const counts = items.map(({ id }) => catalogue.popularity[catalogue.ids.indexOf(id)]!);
      means.push(counts.reduce((sum, count) => sum + Math.log1p(count), 0));
    }
    expect(means).toEqual([...means].sort((a, b) => a - b));
    expect(means[4]).toBeGreaterThan(means[0]! + 1);
  });

  test('with recency comes near the list of the newest like alone as the half-life shrinks', async () => {
    const likes = listed.slice(0, 4);
    const faded = await recommender.recommend({ likes, recency: { halfLife: 0.01 }, k: 20 });
    const newest = await recommender.recommend({ likes: likes.slice(3), exclude: likes, k: 20 });
    expect(ids(faded)).toEqual(ids(newest));
    const whole = await recommender.recommend({ likes, k: 20 });
    const lasting = await recommender.recommend({ likes, recency: { halfLife: 1e9 }, k: 20 });
    expect(ids(lasting)).toEqual(ids(whole));
    expect(ids(faded)).not.toEqual(ids(whole));
  });

  test('scores the golden histories as they were scored when the bundle was made', async () => {
    expect(await recommender.selfTest()).toEqual([]);
  });
});

describe('requests in flight at once', () => {
  test('get each the answer that they get alone', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const random = new Random(seed);
        const requests = Array.from({ length: 8 }, () => randomRequest(random));
        const late = lateBackend();
        const together = recommenderOn(late);
        const ask = (): Promise<Recommendations>[] => requests.map((request) => together.recommend(request));
        // A first round, so that the second finds what the first gave back.
        const first = ask();
        await late.flush(requests.length);
        await Promise.all(first);
        const pending = ask();
        await late.flush(requests.length);
        const alone = recommenderOn();
        for (const [at, answer] of (await Promise.all(pending)).entries()) {
          expect(timeless(answer)).toEqual(timeless(await alone.recommend(requests[at]!)));
        }
      }),
      { numRuns: 30 },
    );
  });

  test('one after the other are given the same memory', async () => {
    const plain = createPlainBackend(model);
    const masks = new Set<Uint8Array>();
    const propose: Backend['propose'] = (query, mask, k) => (masks.add(mask), plain.propose(query, mask, k));
    const recommender = recommenderOn({ ...plain, propose });
    for (const like of listed.slice(0, 9)) await recommender.recommend({ likes: [like] });
    expect(masks.size).toBe(1);
  });

  test('leave nothing behind when one of them fails', async () => {
    const plain = createPlainBackend(model);
    let calls = 0;
    const flaky: Backend = {
      ...plain,
      propose: async (...request) => {
        if (calls++ === 0) throw new RangeError('no room');
        return plain.propose(...request);
      },
    };
    const recommender = recommenderOn(flaky);
    await expect(recommender.recommend({ likes: [], exclude: listed })).rejects.toThrow('no room');
    const after = await recommender.recommend({ likes: [], k: 1000 });
    expect(after.items.length).toBe(listed.length);
  });
});

describe('a batch', () => {
  test('answers as one request after the other does, in order', async () => {
    const random = new Random(9);
    const requests = Array.from({ length: 20 }, () => randomRequest(random));
    const recommender = recommenderOn();
    const batch = await recommender.recommendMany(requests);
    expect(batch.length).toBe(20);
    for (const [at, answer] of batch.entries()) {
      expect(timeless(answer)).toEqual(timeless(await recommender.recommend(requests[at]!)));
    }
  });

  test('is refused as a whole before it asks the backend, and says where it is wrong', async () => {
    const late = lateBackend();
    const batch = recommenderOn(late).recommendMany([{ likes: [] }, { likes: ['zebra'] }]);
    await expect(batch).rejects.toThrow('requests[1]: likes names item "zebra"');
  });

  test('ends when the recommender is disposed of', async () => {
    const recommender = recommenderOn();
    const batch = recommender.recommendMany([{ likes: [] }, { likes: [] }]);
    recommender.dispose();
    await expect(batch).rejects.toMatchObject({ code: 'backend/lost' });
  });
});

describe('items like one item', () => {
  test('are listed without it, the most alike first, with probabilities that add up to 1', async () => {
    const { items } = await recommenderOn().similar(listed[0]!, 1000);
    expect(items.map(({ id }) => id).sort()).toEqual(listed.slice(1).sort());
    const scores = items.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(items.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 5);
  });
});

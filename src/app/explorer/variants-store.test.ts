import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { foldIn, scoreAll } from '../../core/hybrid.ts';
import { topK } from '../../core/topk.ts';
import { decodeHybrid } from '../../format/hybrid.ts';
import { tinyBundle } from '../../format/tiny-bundle.ts';
import type { TinyServer } from '../testing/tiny-app.ts';
import { openTinyModel } from '../testing/tiny-model.ts';
import { createVariants, stateOf } from './variants-store.ts';
import type { Variants } from './variants-store.ts';

const bundle = tinyBundle({ items: 60, seed: 1, variant: 'no-sparse' });
const STUDENT = 'books/student-no-sparse.safetensors';
let server: TinyServer;
let variants: Variants;
let dispose: () => void;

beforeEach(async () => {
  const { recommender, openVariant, ...opened } = await openTinyModel(bundle);
  server = opened.server;
  variants = createVariants(openVariant, recommender.samples);
  dispose = recommender.dispose;
});
afterEach(() => dispose());

const now = () => stateOf(variants.store.getState(), 'no-sparse');

/** What the variant’s file says of a history, worked out by the reference. */
function reference(history: readonly number[]): number[] {
  const student = decodeHybrid(bundle.files['student-no-sparse.safetensors']!);
  const scores = scoreAll(student, foldIn(student, { items: history, weights: history.map(() => 1) }));
  bundle.catalogue.titles.forEach((title, item) => {
    if (title === null || history.includes(item)) scores[item] = Number.NEGATIVE_INFINITY;
  });
  return [...topK(scores, 20)];
}

describe('another student of the model', () => {
  it('is not downloaded before it is asked for', () => {
    expect(server.asked).not.toContain(STUDENT);
    expect(now()).toEqual({ phase: 'idle' });
  });

  it('answers for every sample user with its own tables', async () => {
    await variants.show('no-sparse');
    const state = now();
    if (state.phase !== 'ready') throw new Error(`the variant is ${state.phase}`);
    expect(state.lists.size).toBe(3);
    for (const [{ history }, list] of state.lists) expect(list).toEqual(reference(history));
  });

  it('is downloaded once, and tells how far', async () => {
    const told: number[] = [];
    variants.store.subscribe((state) => {
      const { phase, ...rest } = stateOf(state, 'no-sparse');
      if (phase === 'loading' && 'loaded' in rest) told.push(rest.loaded);
    });
    await Promise.all([variants.show('no-sparse'), variants.show('no-sparse')]);
    await variants.show('no-sparse');
    expect(server.asked.filter((path) => path === STUDENT)).toHaveLength(1);
    expect(told.at(-1)).toBeGreaterThan(bundle.files['student-no-sparse.safetensors']!.length - 1);
  });

  it('says what failed, and is loaded when asked again', async () => {
    server.answer(STUDENT, () => new Response('', { status: 500 }));
    await variants.show('no-sparse');
    expect(now()).toMatchObject({ phase: 'failed', error: { code: 'load/http' } });
    server.answer(STUDENT, undefined);
    await variants.show('no-sparse');
    expect(now().phase).toBe('ready');
  });
});

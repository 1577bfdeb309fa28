import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldUser, scoreOf } from '../../core/hybrid.ts';
import type { UserQuery } from '../../core/hybrid.ts';
import { logSumExp } from '../../core/log-sum-exp.ts';
import { Random } from '../../core/random.ts';
import { topK } from '../../core/topk.ts';
import { randomStudent } from '../../format/random-student.ts';
import type { Proposal, ScoredModel } from './backend.ts';
import { createPlainBackend } from './plain.ts';

function randomModel(random: Random, items: number): ScoredModel {
  const student = randomStudent(random, { items, dim: 6, bits: 4, nnz: 4 });
  return { student, prior: Float32Array.from({ length: items }, () => random.normal()) };
}

function randomQuery(random: Random, { student }: ScoredModel, popularity: number): UserQuery {
  const items = Array.from({ length: random.below(6) }, () => random.below(student.items));
  return foldUser(student, { items, weights: items.map(() => random.normal()) }, popularity);
}

/** What the reference would propose: its own best, one item scored after the other. */
function expected({ student, prior }: ScoredModel, query: UserQuery, mask: Uint8Array, k: number): Proposal {
  const score = scoreOf(student, prior, query);
  const scores = Float32Array.from(mask, (may, item) => (may === 1 ? score(item) : Number.NEGATIVE_INFINITY));
  return { items: topK(scores, k).sort(), logTotal: logSumExp(scores), by: 'plain' };
}

describe('the plain backend', () => {
  test('proposes the best of the reference, in ascending order, for random models and requests', async () => {
    const shape = {
      seed: fc.nat(),
      items: fc.integer({ min: 1, max: 60 }),
      k: fc.integer({ min: 1, max: 70 }),
      popularity: fc.constantFrom(0, 0.7, -2),
    };
    await fc.assert(
      fc.asyncProperty(fc.record(shape), async ({ seed, items, k, popularity }) => {
        const random = new Random(seed);
        const model = randomModel(random, items);
        const backend = createPlainBackend(model);
        for (let request = 0; request < 3; request++) {
          const mask = Uint8Array.from({ length: items }, () => random.below(2));
          const query = randomQuery(random, model, popularity);
          expect(await backend.propose(query, mask, k)).toEqual(expected(model, query, mask, k));
        }
      }),
    );
  });

  test('answers calls in flight at once as it answers them one after the other', async () => {
    const random = new Random(5);
    const model = randomModel(random, 40);
    const backend = createPlainBackend(model);
    const mask = new Uint8Array(40).fill(1);
    const queries = Array.from({ length: 20 }, () => randomQuery(random, model, 0));
    const answers = await Promise.all(queries.map((query) => backend.propose(query, mask, 5)));
    expect(answers).toEqual(queries.map((query) => expected(model, query, mask, 5)));
  });

  test('proposes nothing where nothing may be returned, and no score that is not finite', async () => {
    const model = randomModel(new Random(6), 3);
    const backend = createPlainBackend(model);
    const query = foldUser(model.student, { items: [], weights: [] });
    const none = await backend.propose(query, new Uint8Array(3), 2);
    expect(none).toEqual({ items: new Uint32Array(), logTotal: Number.NEGATIVE_INFINITY, by: 'plain' });
    model.student.bias.set([Number.NaN, Number.POSITIVE_INFINITY]);
    expect([...(await backend.propose(query, Uint8Array.of(1, 1, 1), 2)).items]).toEqual([2]);
  });
});

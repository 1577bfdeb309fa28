import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { HybridStudent } from '../core/hybrid.ts';
import { Random } from '../core/random.ts';
import { randomStudent } from '../format/random-student.ts';
import { diversify } from './diversity.ts';
import { poolSize } from './pool-size.ts';
import { likenessAmong } from './similarity.ts';
import type { Likeness } from './similarity.ts';
import type { Ranking } from './rank.ts';

/** Items 0 and 1 point one way, item 2 across, item 3 the opposite way of 0. */
function handMade(): HybridStudent {
  const student = randomStudent(new Random(1), { items: 4, dim: 2, bits: 8, nnz: 0 });
  student.out.codes.set([3, 0, 9, 0, 0, 5, -2, 0]);
  return student;
}

const pool = {
  items: Uint32Array.of(0, 1, 2, 3),
  scores: Float32Array.of(4, 3, 2, 0),
  probabilities: Float64Array.of(0.4, 0.3, 0.2, 0.1),
};

describe('a diverse list', () => {
  test('of diversity 0 is the ranking', () => {
    expect(diversify(likenessAmong(handMade(), pool.items), pool, 3, 0)).toEqual([0, 1, 2]);
  });

  test('puts an item that repeats the first behind one that does not', () => {
    // Relevance 1, 3/4, 2/4, 0. After item 0, at 1/2: item 1 has 3/8 - 1/2, item 2 has 1/4 - 0, item 3 has 0 + 1/2.
    expect(diversify(likenessAmong(handMade(), pool.items), pool, 4, 0.5)).toEqual([0, 3, 2, 1]);
    expect(diversify(likenessAmong(handMade(), pool.items), pool, 3, 0.25)).toEqual([0, 2, 1]);
  });

  test('of diversity 1 still begins with the best', () => {
    expect(diversify(likenessAmong(handMade(), pool.items), pool, 1, 1)).toEqual([0]);
  });

  test('is chosen from at least 100 candidates, and from no more than k without diversity', () => {
    expect([10, 50, 250, 1000].map((k) => poolSize(k, 0.1))).toEqual([100, 250, 1250, 2000]);
    expect([10, 1000].map((k) => poolSize(k, 0))).toEqual([10, 1000]);
  });

  test('of an empty pool is empty', () => {
    const nothing = {
      items: new Uint32Array(),
      scores: new Float32Array(),
      probabilities: new Float64Array(),
    };
    expect(diversify(likenessAmong(handMade(), []), nothing, 3, 0.5)).toEqual([]);
  });

  test('is that of the definition, ties and all', () => {
    const shape = {
      seed: fc.nat(),
      size: fc.integer({ min: 1, max: 60 }),
      k: fc.integer({ min: 1, max: 70 }),
      diversity: fc.constantFrom(0.1, 0.5, 0.9, 1),
    };
    fc.assert(
      fc.property(fc.record(shape), ({ seed, size, k, diversity }) => {
        const random = new Random(seed);
        // Two dimensions of 2-bit codes, scores of few levels: most likenesses and many gains tie.
        const student = randomStudent(random, { items: 80, dim: 2, bits: 2, nnz: 0 });
        const scores = Float32Array.from({ length: size }, () => random.below(4))
          .sort()
          .reverse();
        const items = Uint32Array.from({ length: size }, (_, at) => at);
        const ranked = { items, scores, probabilities: new Float64Array(size) };
        const likeness = likenessAmong(student, items);
        expect(diversify(likeness, ranked, k, diversity)).toEqual(
          byDefinition(likeness, ranked, k, diversity),
        );
      }),
    );
  });

  test('of 50 from 250 compares far fewer pairs than the definition', () => {
    const random = new Random(3);
    const student = randomStudent(random, { items: 250, dim: 32, bits: 8, nnz: 0 });
    const scores = Float32Array.from({ length: 250 }, () => random.normal())
      .sort()
      .reverse();
    const items = Uint32Array.from({ length: 250 }, (_, at) => at);
    const likeness = likenessAmong(student, items);
    let compared = 0;
    const counted: Likeness = (a, b) => (compared++, likeness(a, b));
    diversify(counted, { items, scores, probabilities: new Float64Array(250) }, 50, 0.2);
    expect(compared).toBeLessThan((250 * 50) / 4);
  });
});

/** Maximal marginal relevance with every gain worked out at every step. */
function byDefinition(
  likeness: Likeness,
  { items, scores }: Ranking,
  k: number,
  diversity: number,
): number[] {
  const span = scores[0]! - scores.at(-1)!;
  const relevance = (at: number): number => (span === 0 ? 1 : (scores[at]! - scores.at(-1)!) / span);
  const chosen: number[] = [];
  while (chosen.length < Math.min(k, items.length)) {
    const gains = Array.from(items, (_, at) => {
      if (chosen.includes(at)) return Number.NEGATIVE_INFINITY;
      const repeated = chosen.length === 0 ? 0 : Math.max(...chosen.map((c) => likeness(at, c)));
      return (1 - diversity) * relevance(at) - diversity * repeated;
    });
    chosen.push(gains.indexOf(Math.max(...gains)));
  }
  return chosen;
}

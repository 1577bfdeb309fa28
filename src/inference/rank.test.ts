import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldIn, scoreAll } from '../core/hybrid.ts';
import { Random } from '../core/random.ts';
import { randomStudent } from '../format/random-student.ts';
import { rankCandidates } from './rank.ts';

const student = randomStudent(new Random(1), { items: 4, dim: 2, bits: 8, nnz: 0 });
const query = foldIn(student, { items: [], weights: [] });
const all = Uint8Array.of(1, 1, 1, 1);

function rank(scores: number[], mask: Uint8Array, k: number): ReturnType<typeof rankCandidates> {
  return rankCandidates(
    student,
    query,
    mask,
    { scores: Float32Array.from(scores), error: 0, by: 'plain' },
    k,
  );
}

describe('ranking', () => {
  test('gives the best first and breaks ties by position', () => {
    expect([...rank([1, 3, 3, 2], all, 3).items]).toEqual([1, 2, 3]);
  });

  test('gives probabilities over all candidates, also those beyond k', () => {
    const { probabilities } = rank([Math.log(1), Math.log(2), Math.log(5), 9], Uint8Array.of(1, 1, 1, 0), 2);
    expect(probabilities[0]).toBeCloseTo(5 / 8, 6);
    expect(probabilities[1]).toBeCloseTo(2 / 8, 6);
  });

  test('gives what there is when k is larger', () => {
    expect([...rank([1, 2, 3, 4], Uint8Array.of(0, 1, 0, 0), 9).items]).toEqual([1]);
    expect([...rank([1, 2, 3, 4], new Uint8Array(4), 9).items]).toEqual([]);
  });

  test('leaves out scores that are not finite', () => {
    const scores = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1];
    expect([...rank(scores, all, 4).items]).toEqual([3]);
  });

  test('equals the reference for any backend whose error stays within what it states', () => {
    const options = {
      seed: fc.nat(),
      error: fc.constantFrom(1e-6, 1e-3, 0.1, 2),
      k: fc.integer({ min: 1, max: 20 }),
    };
    fc.assert(
      fc.property(fc.record(options), ({ seed, error, k }) => {
        const random = new Random(seed);
        const model = randomStudent(random, { items: 80, dim: 4, bits: 4, nnz: 3 });
        const asked = foldIn(model, { items: [random.below(80)], weights: [1] });
        const mask = Uint8Array.from({ length: 80 }, () => random.below(2));
        const exact = scoreAll(model, asked);
        // Errors of the full size make the worst case: every score at one end of its interval.
        const off = exact.map((score) => score + 0.999 * error * (random.below(2) === 0 ? 1 : -1));
        const wanted = rankCandidates(model, asked, mask, { scores: exact, error: 0, by: 'plain' }, k);
        const got = rankCandidates(model, asked, mask, { scores: off, error, by: 'webgl' }, k);
        expect([...got.items]).toEqual([...wanted.items]);
        expect([...got.scores]).toEqual([...wanted.scores]);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldIn, foldUser, scoreAll } from '../core/hybrid.ts';
import type { HybridStudent } from '../core/hybrid.ts';
import { logSumExp } from '../core/log-sum-exp.ts';
import { Random } from '../core/random.ts';
import { topK } from '../core/topk.ts';
import { randomStudent } from '../format/random-student.ts';
import { rankProposal } from './rank.ts';
import type { Ranking } from './rank.ts';

const NOTHING = { items: [], weights: [] };

/** Items that score what `bias` says, to nobody in particular. */
function scoring(...bias: number[]): HybridStudent {
  const student = randomStudent(new Random(1), { items: bias.length, dim: 2, bits: 8, nnz: 0 });
  student.out.codes.fill(0);
  return { ...student, bias: Float32Array.from(bias) };
}

function rank(student: HybridStudent, proposed: number[], k: number, logTotal = 0): Ranking {
  const model = { student, prior: new Float32Array(student.items) };
  return rankProposal(model, foldUser(student, NOTHING), { items: Uint32Array.from(proposed), logTotal }, k);
}

describe('ranking', () => {
  test('gives the best first and breaks ties by position', () => {
    expect([...rank(scoring(1, 3, 3, 2), [0, 1, 2, 3], 3).items]).toEqual([1, 2, 3]);
  });

  test('takes from what is proposed and nothing else', () => {
    expect([...rank(scoring(9, 3, 8, 5), [1, 3], 9).items]).toEqual([3, 1]);
    expect([...rank(scoring(1, 2), [], 9).items]).toEqual([]);
  });

  test('gives probabilities over all candidates, also those beyond the proposal', () => {
    const { probabilities } = rank(scoring(Math.log(2), Math.log(5), 9), [0, 1], 2, Math.log(8));
    expect(probabilities[0]).toBeCloseTo(5 / 8, 6);
    expect(probabilities[1]).toBeCloseTo(2 / 8, 6);
  });

  test('never gives a probability above 1, though a backend summed a little less than it should', () => {
    expect([...rank(scoring(1), [0], 1, 0.999_999).probabilities]).toEqual([1]);
  });

  test('leaves out scores that are not finite', () => {
    const student = scoring(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 1);
    expect([...rank(student, [0, 1, 2, 3], 4).items]).toEqual([3]);
  });

  test('equals the reference for any backend that proposes by the error it states', () => {
    const options = {
      seed: fc.nat(),
      error: fc.constantFrom(1e-6, 1e-3, 0.1, 2),
      k: fc.integer({ min: 1, max: 20 }),
    };
    fc.assert(
      fc.property(fc.record(options), ({ seed, error, k }) => {
        const random = new Random(seed);
        const student = randomStudent(random, { items: 80, dim: 4, bits: 4, nnz: 3 });
        const history = { items: [random.below(80)], weights: [1] };
        const exact = scoreAll(student, foldIn(student, history)).map((score) =>
          random.below(2) === 0 ? Number.NEGATIVE_INFINITY : score,
        );
        // Errors of the full size make the worst case: every score at one end of its interval.
        const off = exact.map((score) => score + 0.999 * error * (random.below(2) === 0 ? 1 : -1));
        const bar = off[topK(off, k).at(-1)!]! - 2 * error;
        const items = Uint32Array.from(off.keys()).filter((item) => off[item]! >= bar);
        const model = { student, prior: new Float32Array(80) };
        const got = rankProposal(model, foldUser(student, history), { items, logTotal: logSumExp(off) }, k);
        const wanted = topK(exact, k);
        expect([...got.items]).toEqual([...wanted]);
        expect([...got.scores]).toEqual(Array.from(wanted, (item) => exact[item]));
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldUser, scoreOf } from '../../core/hybrid.ts';
import type { HybridStudent, UserQuery } from '../../core/hybrid.ts';
import { Random } from '../../core/random.ts';
import { randomStudent } from '../../format/random-student.ts';
import { largestRowNorm } from '../../kernels/scoring/panels.ts';
import { largestUserCode } from '../../kernels/scoring/scorer.ts';
import { quantiseUser, wasmErrorBound } from './wasm-error.ts';
import { createWasmBackend } from './wasm.ts';

const shape = fc.record({
  seed: fc.nat(),
  items: fc.integer({ min: 2, max: 40 }),
  dim: fc.constantFrom(2, 8, 50, 64, 520),
  bits: fc.constantFrom(4 as const, 8 as const),
  popularity: fc.constantFrom(0, 30),
});

function boundOf(student: HybridStudent, prior: Float32Array, query: UserQuery): number {
  const most = (values: Float32Array): number => Math.max(...values.map(Math.abs));
  const { out, sparse, bias, dim } = student;
  const { items, weights } = query.history;
  const user = quantiseUser(query.user, largestUserCode(out.bits, dim));
  const largest = { rowNorm: largestRowNorm(out), bias: most(bias), prior: most(prior) };
  const added = Array.from(items, (item, h) => Math.abs(weights[h]!) * sparse.scales[item]! * 127);
  return wasmErrorBound(user, query, largest, query.gate * added.reduce((sum, each) => sum + each, 0));
}

describe('the user in whole numbers', () => {
  test('(1, −0.4, 0.26) is 0.1 · (10, −4, 3) when 10 is the largest, and loses 0.04', () => {
    const { codes, step, lost, norm } = quantiseUser(Float32Array.of(1, -0.4, 0.26), 10);
    expect([...codes]).toEqual([10, -4, 3]);
    expect(step).toBe(Math.fround(0.1));
    expect(lost).toBeCloseTo(0.04, 6);
    expect(norm).toBeCloseTo(Math.sqrt(1 + 0.16 + 0.0676), 6);
  });

  test('of nothing is nothing', () => {
    const { codes, step, lost } = quantiseUser(new Float32Array(3), 32_767);
    expect([[...codes], step, lost]).toEqual([[0, 0, 0], 0, 0]);
  });
});

describe('the error bound of the kernels', () => {
  test('is lost · row norm and 14 roundings of the four parts together', () => {
    const user = { codes: new Int16Array(), step: 1, lost: 2 ** -10, norm: 3 };
    const bound = wasmErrorBound(user, { fade: 0.5, popularity: -2 }, { rowNorm: 4, bias: 6, prior: 5 }, 7);
    const parts = (3 + 2 ** -10) * 4 + 7 + 0.5 * 6 + 2 * 5;
    expect(bound).toBeCloseTo(1.001 * 2 ** -8 + 14 * 2 ** -24 * parts, 12);
  });

  test('holds for every item of random models, and is at most 60 times the largest error', async () => {
    let tightest = Number.POSITIVE_INFINITY;
    const property = fc.asyncProperty(shape, async ({ popularity, ...options }) => {
      const random = new Random(options.seed);
      const student = randomStudent(random, { ...options, nnz: 3 });
      const prior = Float32Array.from({ length: options.items }, () => random.normal());
      const backend = await createWasmBackend({ student, prior });
      const query = foldUser(student, { items: [0, 1], weights: [1, -0.5] }, popularity);
      const score = scoreOf(student, prior, query);
      let largest = 0;
      for (let item = 0; item < options.items; item++) {
        // ln Σ exp over one candidate is its score.
        const alone = new Uint8Array(options.items);
        alone[item] = 1;
        const { logTotal } = await backend.propose(query, alone, 1);
        largest = Math.max(largest, Math.abs(logTotal - score(item)));
      }
      const bound = boundOf(student, prior, query);
      expect(largest).toBeLessThanOrEqual(bound);
      tightest = Math.min(tightest, bound / largest);
    });
    await fc.assert(property, { numRuns: 50 });
    expect(tightest).toBeLessThan(60);
  });
});

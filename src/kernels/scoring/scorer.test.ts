import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createScorer } from './scorer.ts';
import type { ScorerQuery, ScorerTables } from './scorer.ts';
import { randomQuery, randomTables } from './testing-scorer.ts';

/** Three items of two dimensions: scores of `query` are 0.5 · (3, −4, 2) + 10 · bias. */
const three: ScorerTables = {
  table: {
    rows: 3,
    columns: 2,
    bits: 8,
    codes: Int8Array.of(1, 1, 0, -2, 2, 0),
    scales: Float32Array.of(1, 1, 1),
  },
  bias: Float32Array.of(0, 0.25, 0),
  prior: Float32Array.of(0, 0, 4),
  sparse: { offsets: Uint32Array.of(0, 0, 2, 2), columns: Uint16Array.of(0, 1), codes: Int8Array.of(-3, 5) },
};
const query: ScorerQuery = {
  user: Int16Array.of(1, 2),
  step: 0.5,
  fade: 10,
  popularity: 0,
  rows: [],
  factors: new Float64Array(),
  mask: Uint8Array.of(1, 1, 1),
  k: 1,
  margin: 0,
};

const shape = fc.record({
  rows: fc.oneof(fc.constantFrom(1, 15, 16, 17, 512, 513), fc.integer({ min: 1, max: 1500 })),
  columns: fc.oneof(fc.constantFrom(2, 48, 64), fc.integer({ min: 1, max: 40 })),
  bits: fc.constantFrom(4 as const, 8 as const),
  k: fc.oneof(fc.constant(5000), fc.integer({ min: 1, max: 60 })),
  /** Of 1,000 items, how many are candidates. */
  kept: fc.constantFrom(0, 3, 500, 1000),
  margin: fc.constantFrom(0, 0.01, 1),
  popularity: fc.constantFrom(0, -0.7),
  nnz: fc.constantFrom(0, 6),
  seed: fc.nat(),
});
function code({ bits, columns, codes }: ScorerTables['table'], row: number, column: number): number {
  const index = row * columns + column;
  if (bits === 8) return codes[index]!;
  return ((codes[index >> 1]! >> (4 * (index & 1))) & 15) - 8;
}

/** The formula of ScorerTables in float64. */
function exactScore({ table, bias, prior, sparse }: ScorerTables, asked: ScorerQuery, item: number): number {
  let dot = 0;
  for (let c = 0; c < table.columns; c++) dot += asked.user[c]! * code(table, item, c);
  let sum = 0;
  for (const [h, factor] of asked.factors.entries()) {
    const row = asked.rows[h]!;
    for (let e = sparse.offsets[row]!; e < sparse.offsets[row + 1]!; e++) {
      if (sparse.columns[e] === item) sum += factor * sparse.codes[e]!;
    }
  }
  const popular = asked.fade * bias[item]! + asked.popularity * prior[item]!;
  return asked.step * table.scales[item]! * dot + sum + popular;
}

function logSum(scores: readonly number[]): number {
  const largest = Math.max(...scores);
  return largest + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - largest), 0));
}

describe('the scoring kernels', () => {
  test('give the best item and ln Σ exp of all scores: 1.5, 0.5 and 1', async () => {
    const { items, logTotal } = (await createScorer(three)).score(query);
    expect([...items]).toEqual([0]);
    expect(logTotal).toBeCloseTo(Math.log(Math.exp(1.5) + Math.exp(0.5) + Math.exp(1)), 6);
  });

  test('propose what lies within the margin of the k-th best, and ties of it', async () => {
    const scorer = await createScorer(three);
    expect([...scorer.score({ ...query, margin: 0.5 }).items]).toEqual([0, 2]);
    expect([...scorer.score({ ...query, margin: 0.499 }).items]).toEqual([0]);
    expect([...scorer.score({ ...query, k: 2, fade: 14 }).items]).toEqual([0, 1]);
    expect([...scorer.score({ ...query, k: 2, fade: 12 }).items]).toEqual([0, 1, 2]);
  });

  test('add sparse rows with their factors, also negative ones, and forget them', async () => {
    const scorer = await createScorer(three);
    const liked = { ...query, rows: [1], factors: Float64Array.of(0.5) };
    expect(scorer.score(liked).logTotal).toBeCloseTo(logSum([0, 3, 1]), 6);
    expect([...scorer.score(liked).items]).toEqual([1]);
    expect(scorer.score({ ...liked, factors: Float64Array.of(-0.5) }).logTotal).toBeCloseTo(
      logSum([3, -2, 1]),
      6,
    );
    expect([...scorer.score(query).items]).toEqual([0]);
  });

  test('add popularity · prior where it is asked for', async () => {
    const { logTotal } = (await createScorer(three)).score({ ...query, popularity: 0.5 });
    expect(logTotal).toBeCloseTo(logSum([1.5, 0.5, 3]), 6);
  });

  test('answer nothing and −Infinity when no item is a candidate', async () => {
    const { items, logTotal } = (await createScorer(three)).score({
      ...query,
      mask: new Uint8Array(3),
      k: 9,
    });
    expect([...items]).toEqual([]);
    expect(logTotal).toBe(Number.NEGATIVE_INFINITY);
  });

  test('propose every candidate that could be among the k best and nothing far below, for any shape', async () => {
    const property = fc.asyncProperty(shape, async (options) => {
      const tables = randomTables(options);
      const asked = randomQuery(tables, options);
      const candidates = [...asked.mask.keys()].filter((item) => asked.mask[item] === 1);
      const exact = candidates.map((item) => exactScore(tables, asked, item));
      const { items, logTotal } = (await createScorer(tables)).score(asked);
      const bar = exact.toSorted((a, b) => b - a)[asked.k - 1] ?? Number.NEGATIVE_INFINITY;
      const above = (least: number): number[] => candidates.filter((_, at) => exact[at]! >= least);
      expect([...items]).toEqual([...items].toSorted((a, b) => a - b));
      expect(above(bar - asked.margin + 1e-5).filter((item) => !items.includes(item))).toEqual([]);
      const allowed = new Set(above(bar - asked.margin - 1e-5));
      expect([...items].filter((item) => !allowed.has(item))).toEqual([]);
      if (candidates.length > 0) expect(Math.abs(logTotal - logSum(exact))).toBeLessThan(1e-5);
    });
    await fc.assert(property, { numRuns: 150 });
  });

  test('keep ln Σ exp exact where scores lie hundreds apart and the largest comes last', async () => {
    const rows = 3000;
    const bias = Float32Array.from({ length: rows }, (_, item) => item / 5 - 400);
    const table = { rows, columns: 2, bits: 8 as const, codes: new Int8Array(2 * rows), scales: bias };
    const sparse = { offsets: new Uint32Array(rows + 1), columns: new Uint16Array(), codes: new Int8Array() };
    const scorer = await createScorer({ table, bias, prior: bias, sparse });
    const { items, logTotal } = scorer.score({ ...query, fade: 1, k: 2, mask: new Uint8Array(rows).fill(1) });
    expect([...items]).toEqual([2998, 2999]);
    // A geometric series: Σ exp(−i / 5) = 1 / (1 − exp(−1 / 5)).
    expect(logTotal).toBeCloseTo(bias[2999]! - Math.log(1 - Math.exp(-0.2)), 5);
  });

  test('leave no trace in memory: 10,000 requests, then the first answer again', async () => {
    const table = { rows: 300, columns: 8, bits: 4, nnz: 6 } as const;
    const options = { ...table, k: 5, kept: 500, margin: 0.1, popularity: 0 };
    const tables = randomTables({ ...options, seed: 1 });
    const scorer = await createScorer(tables);
    const ask = (seed: number): ReturnType<typeof scorer.score> =>
      scorer.score(randomQuery(tables, { ...options, seed }));
    const { bytes } = scorer;
    const first = ask(0);
    for (let seed = 1; seed < 10_000; seed++) ask(seed);
    expect(ask(0)).toEqual(first);
    expect(scorer.bytes).toBe(bytes);
  });

  test('say how much memory a model needs that does not fit', async () => {
    const rows = 2 ** 28;
    const table = { rows, columns: 64, bits: 8 as const, codes: new Int8Array(), scales: new Float32Array() };
    await expect(createScorer({ ...three, table })).rejects.toMatchObject({
      code: 'kernels/memory',
      message: expect.stringMatching(/needs \d+ MB/),
    });
  });
});

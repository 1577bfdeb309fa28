import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { matrixOf } from '../core/interactions.ts';
import { Random } from '../core/random.ts';
import { type Kernels, openKernels } from '../kernels/index.ts';
import { quantiseHybrid } from '../training/compress/quantise-hybrid.ts';
import { createHybrid } from '../training/students/hybrid-parameters.ts';
import { pruneTable } from '../training/students/sparse-table.ts';
import { hybridScorer, popularityScorer, sparseScorer, studentScorer, tableScorer } from './scorers.ts';

const ITEMS = 40;
let kernels: Kernels;
beforeAll(async () => {
  kernels = await openKernels({ threads: 2 });
});
afterAll(() => kernels.close());

const histories = matrixOf([[0, 5, 9], [3], [1, 2, 3, 4, 30, 39]], ITEMS);

function randomTable(): Float32Array {
  const random = new Random(8);
  const table = kernels.float32(ITEMS * ITEMS);
  for (let i = 0; i < table.length; i++) table[i] = random.normal();
  return table;
}

async function scoresOf(score: ReturnType<typeof tableScorer>): Promise<Float32Array> {
  const scores = new Float32Array(histories.users * ITEMS);
  await score(histories, 0, histories.users, scores);
  return scores;
}

describe('scorers', () => {
  test('a table sums the rows of the history', async () => {
    const table = randomTable();
    const scores = await scoresOf(tableScorer(kernels, table, ITEMS));
    const expected = table[7]! + table[5 * ITEMS + 7]! + table[9 * ITEMS + 7]!;
    expect(scores[7]).toBeCloseTo(expected, 5);
  });

  test('a table that was pruned of nothing scores as before', async () => {
    const table = randomTable();
    const whole = await scoresOf(tableScorer(kernels, table, ITEMS));
    const sparse = await scoresOf(sparseScorer(pruneTable(table, ITEMS, ITEMS * ITEMS)));
    whole.forEach((score, i) => expect(sparse[i]).toBeCloseTo(score, 4));
  });

  test('popularity says the same to everybody', async () => {
    const popularity = Array.from({ length: ITEMS }, (_, item) => (item * 7) % ITEMS);
    const scores = await scoresOf(popularityScorer(popularity));
    expect([...scores]).toEqual([...popularity, ...popularity, ...popularity]);
  });

  test('the 8-bit student that ships scores as the float student that was trained, within quantisation', async () => {
    const random = new Random(4);
    const sparse = pruneTable(randomTable(), ITEMS, 200);
    const start = {
      dim: 8,
      exponent: 0.5,
      inScale: 0.5,
      outScale: 0.5,
      gates: [0.1, 0.2, 0.3],
      biasScale: 0.5,
    } as const;
    const parameters = createHybrid(kernels, sparse, new Float32Array(ITEMS).fill(9), start, random);
    for (let i = 0; i < 64; i++) parameters.w2.weights[i] = 0.3 * random.normal();
    const trained = await scoresOf(hybridScorer(kernels, parameters));
    const shipped = await scoresOf(studentScorer(quantiseHybrid(parameters, 8)));
    trained.forEach((score, i) => expect(Math.abs(shipped[i]! - score)).toBeLessThan(0.08));
    const coarse = await scoresOf(studentScorer(quantiseHybrid(parameters, 4)));
    expect(coarse).not.toEqual(shipped);
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Fold, type Folds, type InteractionMatrix, matrixOf } from '../../core/interactions.ts';
import { Random } from '../../core/random.ts';
import { type Kernels, openKernels } from '../../kernels/index.ts';
import { addGram } from '../../training/gram.ts';
import type { ScoreUsers } from '../protocol.ts';
import { meanLogQuality } from '../quality.ts';
import { quantisedSparseScorer, tableScorer } from '../scorers.ts';
import { itemKnn, itemKnnPeer } from './item-knn.ts';
import { lowRankFactor } from './low-rank.ts';
import { lowRankPeer } from './low-rank-peer.ts';
import { popularityPeer } from './popularity.ts';
import { prunedTablePeer } from './pruned-table.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

let kernels: Kernels;
beforeAll(async () => {
  kernels = await openKernels({ threads: 2, variant: 'simd' });
});
afterAll(() => kernels.close());

function gramOf(training: InteractionMatrix): Float32Array {
  const gram = kernels.float32(training.items ** 2);
  addGram(training, gram);
  return gram;
}

async function scoresOf(score: ScoreUsers, histories: InteractionMatrix): Promise<Float32Array> {
  const scores = new Float32Array(histories.users * histories.items);
  await score(histories, 0, histories.users, scores);
  return scores;
}

describe('item-kNN', () => {
  // Likes of items: 3, 2, 2, 1; items 0 and 1 together twice, 0 and 2 once, 2 and 3 once.
  const training = matrixOf(
    [
      [0, 1],
      [0, 1],
      [0, 2],
      [2, 3],
    ],
    4,
  );

  test('votes by the shrunken cosine, as worked by hand', async () => {
    const table = itemKnn(gramOf(training), 4, { neighbours: 3, shrinkage: 1 });
    const scores = await scoresOf(quantisedSparseScorer(table), matrixOf([[0], [3]], 4));
    const expected = [0, 2 / (Math.sqrt(3 * 2) + 1), 1 / (Math.sqrt(3 * 2) + 1), 0];
    // Codes have 8 bits: half a step of the largest value.
    expected.forEach((score, j) => expect(Math.abs(scores[j]! - score)).toBeLessThan(0.58 / 254 + 1e-3));
    expect(scores[4 + 2]).toBeCloseTo(1 / (Math.sqrt(1 * 2) + 1), 3);
  });

  test('keeps the most similar neighbours only, never the item itself', () => {
    const table = itemKnn(gramOf(training), 4, { neighbours: 1, shrinkage: 0 });
    expect([...table.offsets]).toEqual([0, 1, 2, 3, 4]);
    expect([...table.columns]).toEqual([1, 0, 3, 2]);
  });

  test('fits the budget, and takes the shrinkage that validation users like best', async () => {
    const random = new Random(5);
    const rows = Array.from({ length: 300 }, () =>
      Array.from({ length: 30 }, (_, item) => item).filter((item) => random.uniform() < 1 / (2 + item)),
    );
    const users = matrixOf(rows.slice(0, 200), 30);
    const folds = foldsOf(rows.slice(200).filter((row) => row.length > 1));
    const gram = gramOf(users);
    const peer = await itemKnnPeer(gram, 30, 30 * 12, folds);
    expect(peer.hyperparameters.neighbours).toBe(3);
    expect(peer.bytes).toBe(30 * (3 * 3 + 2));
    const best = await meanLogQuality(peer.score, folds);
    for (const shrinkage of [0, 300]) {
      const other = quantisedSparseScorer(itemKnn(gram, 30, { neighbours: 3, shrinkage }));
      expect(await meanLogQuality(other, folds)).toBeLessThanOrEqual(best);
    }
  });
});

describe('the low-rank factor', () => {
  const ITEMS = 60;

  /** A table of rank 5 with singular values 32, 16, 8, 4 and 2. */
  function tableOfRankFive(): Float32Array {
    const random = new Random(9);
    const table = kernels.float32(ITEMS * ITEMS);
    const [left, right] = [0, 1].map(() => orthonormalRows(5, ITEMS, random));
    for (let i = 0; i < ITEMS; i++) {
      for (let j = 0; j < ITEMS; j++) {
        for (let k = 0; k < 5; k++) table[i * ITEMS + j]! += 2 ** (5 - k) * left![k]![i]! * right![k]![j]!;
      }
    }
    return table;
  }

  test('of the rank that a table has is the table', () => {
    const table = tableOfRankFive();
    const factor = lowRankFactor(kernels, table, ITEMS, 5, 1);
    expect(squaredError(table, factor)).toBeLessThan(1e-6);
  });

  test('of a smaller rank misses exactly the singular values left out', () => {
    // Eckart & Young 1936: the least squared error of rank 3 is 4² + 2².
    const table = tableOfRankFive();
    expect(squaredError(table, lowRankFactor(kernels, table, ITEMS, 3, 1))).toBeCloseTo(20, 3);
    expect(squaredError(table, lowRankFactor(kernels, table, ITEMS, 3, 2))).toBeCloseTo(20, 3);
  });

  test('as a peer counts codes and scales, and scores as its table up to quantisation', async () => {
    const table = tableOfRankFive();
    const peer = lowRankPeer(kernels, table, ITEMS, ITEMS * 16);
    expect(peer.hyperparameters.rank).toBe(6);
    expect(peer.bytes).toBe(ITEMS * 2 * (6 + 2));
    const histories = matrixOf([[3, 8, 50], [7]], ITEMS);
    const exact = await scoresOf(tableScorer(kernels, table, ITEMS), histories);
    const shipped = await scoresOf(peer.score, histories);
    const largest = Math.max(...exact.map(Math.abs));
    exact.forEach((score, i) => expect(Math.abs(shipped[i]! - score)).toBeLessThan(0.02 * largest));
  });
});

test('a symmetric matrix has the eigenvalues and vectors worked by hand', () => {
  // [[2, 1], [1, 2]]: 3 along (1, 1) and 1 along (1, −1).
  const { values, vectors } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2);
  expect(values[0]).toBeCloseTo(3, 12);
  expect(values[1]).toBeCloseTo(1, 12);
  expect(vectors[0]! * vectors[1]!).toBeCloseTo(1 / 2, 12);
  expect(vectors[2]! * vectors[3]!).toBeCloseTo(-1 / 2, 12);
});

test('a pruned table keeps as many entries as three bytes each allow', async () => {
  const table = kernels.float32(9);
  table.set([0, 5, 1, 4, 0, 2, 3, 6, 0]);
  const peer = prunedTablePeer(table, 3, 11);
  expect(peer.bytes).toBe(9);
  const scores = await scoresOf(peer.score, matrixOf([[0], [1], [2]], 3));
  expect([...scores]).toEqual([0, 5, 0, 4, 0, 0, 0, 6, 0]);
});

test('popularity costs a 16-bit rank an item', () => {
  expect(popularityPeer([4, 9, 1]).bytes).toBe(6);
});

function foldsOf(rows: readonly number[][]): Folds {
  const fold: Fold = {
    history: matrixOf(
      rows.map((row) => row.slice(0, -1)),
      30,
    ),
    targets: matrixOf(
      rows.map((row) => row.slice(-1)),
      30,
    ),
  };
  return { '80%': fold, '5': fold, '10': fold, '20': fold };
}

function orthonormalRows(count: number, length: number, random: Random): Float64Array[] {
  const rows: Float64Array[] = [];
  while (rows.length < count) {
    const row = Float64Array.from({ length }, () => random.normal());
    for (const other of rows) {
      const share = row.reduce((sum, value, i) => sum + value * other[i]!, 0);
      row.forEach((_, i) => {
        row[i]! -= share * other[i]!;
      });
    }
    const norm = Math.hypot(...row);
    rows.push(row.map((value) => value / norm));
  }
  return rows;
}

function squaredError(table: Float32Array, factor: ReturnType<typeof lowRankFactor>): number {
  const items = Math.sqrt(table.length);
  let error = 0;
  for (let i = 0; i < items; i++) {
    for (let j = 0; j < items; j++) {
      let value = 0;
      for (let k = 0; k < factor.rank; k++) {
        value += factor.in[i * factor.rank + k]! * factor.out[j * factor.rank + k]!;
      }
      error += (table[i * items + j]! - value) ** 2;
    }
  }
  return error;
}

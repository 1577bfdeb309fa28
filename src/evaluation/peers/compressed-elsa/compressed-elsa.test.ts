import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { matrixOf } from '../../../core/interactions.ts';
import { Random } from '../../../core/random.ts';
import { type Kernels, openKernels } from '../../../kernels/index.ts';
import { HistoryBatch } from '../../../training/students/history-batch.ts';
import { compressedElsaPeer, elsaEntries } from './compressed-elsa-peer.ts';
import { cosineLoss } from './cosine-loss.ts';
import { ElsaModel } from './elsa-model.ts';
import { SparseCodes } from './sparse-codes.ts';
import { elsaSchedule, trainElsa } from './train-compressed-elsa.ts';

let kernels: Kernels;
beforeAll(async () => {
  kernels = await openKernels({ threads: 2, variant: 'simd' });
});
afterAll(() => kernels.close());

function batchOf(rows: readonly number[][], items: number): HistoryBatch {
  const histories = new HistoryBatch(kernels, rows.length, items);
  for (const row of rows) histories.push(row);
  return histories;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

describe('the cosine loss', () => {
  test('is that worked by hand', () => {
    // Beside itself, the user has .6 and .8 at both likes and less than nothing at the third item.
    const scores = Float32Array.of(1.6, 1.8, -2);
    const loss = cosineLoss(scores, batchOf([[0, 1]], 3));
    const cosine = 1.4 / Math.SQRT2;
    expect(loss).toBeCloseTo(1 - cosine, 6);
    const expected = [0.6 * cosine - Math.SQRT1_2, 0.8 * cosine - Math.SQRT1_2, 0];
    expected.forEach((value, i) => expect(scores[i]).toBeCloseTo(value, 6));
  });

  test('of a user whose likes score nothing is 1, without a gradient', () => {
    const scores = Float32Array.of(0.5, -1);
    expect(cosineLoss(scores, batchOf([[0, 1]], 2))).toBe(1);
    expect([...scores].map(Math.abs)).toEqual([0, 0]);
  });
});

describe('sparse codes', () => {
  test('keep the largest values of each item, with their moments, and of equal ones the first', () => {
    const codes = new SparseCodes(kernels, 2, 4, new Random(1));
    codes.values.weights.set([1, -3, 2, 0, 5, 4, 4, 4]);
    codes.values.first.set([1, 2, 3, 4, 5, 6, 7, 8]);
    codes.prune(2);
    expect([...codes.columns]).toEqual([1, 2, 0, 1]);
    expect([...codes.values.weights]).toEqual([-3, 2, 5, 4]);
    expect([...codes.values.first]).toEqual([2, 3, 5, 6]);
    codes.prune(1);
    expect([...codes.columns]).toEqual([1, 0]);
  });

  test('are used as unit vectors; an item of zeros stays one', () => {
    const codes = new SparseCodes(kernels, 2, 2, new Random(1));
    codes.values.weights.set([3, -4, 0, 0]);
    codes.normalise();
    [0.6, -0.8, 0, 0].forEach((value, e) => expect(codes.unit[e]).toBeCloseTo(value, 6));
  });
});

describe("the model's gradient", () => {
  const ITEMS = 10;
  const ROWS = [
    [0, 3, 4],
    [1, 2, 7, 9],
    [3, 8],
  ];

  /** Three entries an item in columns that neighbouring items share. */
  function fewEntries(dim: number): ElsaModel {
    const model = new ElsaModel(kernels, { items: ITEMS, dim, batch: ROWS.length }, new Random(2));
    const columns = Uint32Array.from({ length: 3 * ITEMS }, (_, e) => 7 * (e % 3) + (Math.floor(e / 3) % 4));
    const weights = Float32Array.from(columns, (_, e) => 1 + ((e * 37) % 11) / 5);
    const none = new Float32Array(columns.length);
    model.codes.restore(columns, { weights, first: none, second: none });
    return model;
  }

  // 40 entries go through whole tables, 3 through the entries alone.
  test.each([64, 40, 3])('with %i entries of 64 columns is that of finite differences', (entries) => {
    const shape = { items: ITEMS, dim: 64, batch: ROWS.length };
    const model = entries === 3 ? fewEntries(64) : new ElsaModel(kernels, shape, new Random(2));
    model.codes.prune(entries);
    const loss = (): number => {
      model.histories.clear();
      for (const row of ROWS) model.histories.push(row);
      return model.forwardBackward() / ROWS.length;
    };
    loss();
    const { weights } = model.codes.values;
    const gradient = model.codes.values.gradient.slice();
    const size = Math.hypot(...gradient);
    expect(size).toBeGreaterThan(0.01);
    // Along the gradient and along random directions: a single weight's change would drown in rounding.
    const random = new Random(3);
    const directions = [gradient, gradient.map(() => random.normal())];
    for (const direction of directions) {
      const start = weights.slice();
      const step = 1e-3 / Math.hypot(...direction);
      const at = (way: number): number => {
        weights.forEach((_, e) => {
          weights[e] = start[e]! + way * step * direction[e]!;
        });
        return loss();
      };
      const measured = (at(1) - at(-1)) / (2 * step);
      weights.set(start);
      const told = gradient.reduce((sum, value, e) => sum + value * direction[e]!, 0);
      expect(Math.abs(measured - told)).toBeLessThan(0.02 * size * Math.hypot(...direction));
    }
  });

  test('by the entries alone is that by whole tables', () => {
    const dims = [64, 40];
    const [sparse, dense] = dims.map((dim) => {
      const model = fewEntries(dim);
      for (const row of ROWS) model.histories.push(row);
      const loss = model.forwardBackward();
      return { loss, gradient: model.codes.values.gradient.slice() };
    });
    expect(sparse!.loss).toBeCloseTo(dense!.loss, 5);
    sparse!.gradient.forEach((value, e) => expect(value).toBeCloseTo(dense!.gradient[e]!, 5));
  });
});

describe('training', () => {
  const OPTIONS = {
    dim: 64,
    levels: [16, 3],
    denseEpochs: 8,
    shrinkEpochs: 2,
    holdEpochs: 6,
    batch: 32,
    learningRate: 0.05,
    seed: 3,
  };

  test('goes down level by level, half way in the geometric middle', () => {
    const short = elsaSchedule({
      ...OPTIONS,
      levels: [16, 4],
      denseEpochs: 1,
      shrinkEpochs: 1,
      holdEpochs: 1,
    });
    expect(short.map(({ entries }) => entries)).toEqual([64, 32, 16, 8, 4]);
    expect(short.map(({ position, length }) => `${position} of ${length}`)).toEqual([
      '0 of 1',
      '0 of 2',
      '1 of 2',
      '0 of 2',
      '1 of 2',
    ]);
  });

  test('learns which items are liked together, with few entries, too', async () => {
    // Four groups of six items; users like those of one group, mostly.
    const items = 24;
    const training = matrixOf(
      Array.from({ length: 200 }, (_, user) => {
        const random = new Random(11, user);
        return Array.from({ length: items }, (_, item) => item).filter(
          (item) => random.uniform() < (item % 4 === user % 4 ? 0.7 : 0.08),
        );
      }),
      items,
    );
    const { dim, batch, seed } = OPTIONS;
    const model = new ElsaModel(kernels, { items, dim, batch }, new Random(seed));
    const peers: ReturnType<typeof compressedElsaPeer>[] = [];
    await trainElsa(training, model, OPTIONS, {
      fromEpoch: 0,
      onLevel: (level) => void peers.push(compressedElsaPeer(kernels, level)),
    });
    expect(peers.map(({ hyperparameters }) => hyperparameters)).toEqual([
      { dim, entries: 16 },
      { dim, entries: 3 },
    ]);
    for (const peer of peers) {
      const scores = new Float32Array(items * items);
      const each = Array.from({ length: items }, (_, item) => [item]);
      await peer.score(matrixOf(each, items), 0, items, scores);
      const pairs = [...scores.keys()].filter((at) => Math.floor(at / items) !== at % items);
      const isOwn = (at: number): boolean => (Math.floor(at / items) - (at % items)) % 4 === 0;
      const own = mean(pairs.filter(isOwn).map((at) => scores[at]!));
      const strange = mean(pairs.filter((at) => !isOwn(at)).map((at) => scores[at]!));
      expect(own).toBeGreaterThan(3 * Math.abs(strange));
    }
  });
});

describe('the peer', () => {
  test('fits as many entries as codes, indices and a scale allow', () => {
    // 512 columns: 8 + 9 bits an entry, and two bytes for the scale.
    expect(elsaEntries(64, 512)).toBe(29);
    expect(elsaEntries(1, 512)).toBe(1);
    expect(elsaEntries(64, 4)).toBe(4);
    const unit = Float32Array.of(1, 0.6, -0.8, 1);
    const level = { items: 2, dim: 4, entries: 2, columns: Uint32Array.of(0, 1, 0, 2), unit };
    // Ten bits an entry here.
    expect(compressedElsaPeer(kernels, level).bytes).toBe(2 * (2 * 1.25 + 2));
  });

  test('scores by the cosine of codes, up to quantisation', async () => {
    const level = {
      items: 3,
      dim: 4,
      entries: 2,
      columns: Uint32Array.of(0, 1, 0, 2, 1, 3),
      unit: Float32Array.of(0.6, 0.8, 0.6, -0.8, 0.8, 0.6),
    };
    const scores = new Float32Array(3);
    await compressedElsaPeer(kernels, level).score(matrixOf([[0, 1]], 3), 0, 1, scores);
    [1.36, 1.36, 0.64].forEach((score, item) => expect(Math.abs(scores[item]! - score)).toBeLessThan(0.02));
  });
});

import type { Random } from '../../../core/random.ts';
import type { Kernels } from '../../../kernels/index.ts';
import { HistoryBatch } from '../../../training/students/history-batch.ts';
import { cosineLoss } from './cosine-loss.ts';
import { SparseCodes } from './sparse-codes.ts';

/** Below this share of the columns, products over the entries alone are faster than those over whole tables. */
const SPARSE_BELOW = 1 / 16;

/** A batch's way through the model: Aᵀx, its scores, and back. */
interface Products {
  /** scores[items, users] = A · Aᵀ · x */
  forward(scores: Float32Array): void;
  /** From d loss / d scores: values.gradient = d loss / d unit. */
  backward(scoresGradient: Float32Array): void;
}

/**
 * ELSA: scores = x · A · Aᵀ − x with rows of A of length 1, so that no item scores itself (Vančura et al., RecSys
 * 2022), here with sparse rows. All arrays lie in the kernels' memory: release them by the arena.
 */
export class ElsaModel {
  readonly codes: SparseCodes;
  /** The users of the next step. */
  readonly histories: HistoryBatch;
  private readonly kernels: Kernels;
  private readonly scores: Float32Array;
  private readonly dense: Products;
  private readonly sparse: Products;

  constructor(kernels: Kernels, shape: { items: number; dim: number; batch: number }, random: Random) {
    const { items, dim, batch } = shape;
    this.kernels = kernels;
    this.codes = new SparseCodes(kernels, items, dim, random);
    this.histories = new HistoryBatch(kernels, batch, items);
    this.scores = kernels.float32(items * batch);
    this.dense = new DenseProducts(kernels, this.codes, this.histories);
    this.sparse = new SparseProducts(kernels, this.codes, this.histories);
  }

  /** One step's gradients into the codes; returns the sum of the users' losses. */
  forwardBackward(): number {
    const { codes, histories } = this;
    const scores = this.scores.subarray(0, codes.items * histories.rows);
    const products = codes.entries < codes.dim * SPARSE_BELOW ? this.sparse : this.dense;
    codes.normalise();
    products.forward(scores);
    const loss = cosineLoss(scores, histories);
    products.backward(scores);
    codes.normaliseBackward();
    return loss;
  }

  /** Adam on the codes; `step` counts from 1. */
  update(step: number, learningRate: number): void {
    this.kernels.adam({ ...this.codes.values, step, learningRate });
  }
}

/** By matrix products over table[items, dim], zeros included. */
class DenseProducts implements Products {
  private readonly kernels: Kernels;
  private readonly codes: SparseCodes;
  private readonly histories: HistoryBatch;
  private readonly table: Float32Array;
  private readonly tableGradient: Float32Array;
  private readonly pooled: Float32Array;
  private readonly pooledGradient: Float32Array;

  constructor(kernels: Kernels, codes: SparseCodes, histories: HistoryBatch) {
    const { items, dim } = codes;
    this.kernels = kernels;
    this.codes = codes;
    this.histories = histories;
    this.table = kernels.float32(items * dim);
    this.tableGradient = kernels.float32(items * dim);
    this.pooled = kernels.float32(histories.capacity * dim);
    this.pooledGradient = kernels.float32(histories.capacity * dim);
  }

  forward(scores: Float32Array): void {
    const { kernels, codes, histories, table, pooled } = this;
    const { items, dim, entries, unit } = codes;
    const { rows: users, offsets, indices, weights } = histories;
    if (entries === dim) table.set(unit);
    else {
      table.fill(0);
      this.eachEntry((e, at) => {
        table[at] = unit[e]!;
      });
    }
    kernels.sumRows({ table, columns: dim, rows: users, offsets, indices, weights, out: pooled });
    kernels.gemm({ m: items, n: users, k: dim, a: table, b: pooled, c: scores, transposeB: true });
  }

  backward(scoresGradient: Float32Array): void {
    const { kernels, codes, histories, table, tableGradient, pooled, pooledGradient } = this;
    const { items, dim, entries } = codes;
    const { gradient } = codes.values;
    const { rows: users, offsets, indices, weights } = histories;
    kernels.gemm({ m: items, n: dim, k: users, a: scoresGradient, b: pooled, c: tableGradient });
    kernels.gemm({
      m: users,
      n: dim,
      k: items,
      a: scoresGradient,
      b: table,
      c: pooledGradient,
      transposeA: true,
    });
    kernels.scatterRows({
      gradient: pooledGradient,
      columns: dim,
      rows: users,
      offsets,
      indices,
      weights,
      table: tableGradient,
    });
    if (entries === dim) gradient.set(tableGradient);
    else
      this.eachEntry((e, at) => {
        gradient[e] = tableGradient[at]!;
      });
  }

  /** Every entry with its place in the table. */
  private eachEntry(visit: (entry: number, at: number) => void): void {
    const { items, dim, entries, columns } = this.codes;
    for (let item = 0, e = 0; item < items; item++) {
      for (const end = e + entries; e < end; e++) visit(e, item * dim + columns[e]!);
    }
  }
}

/** Over the entries alone, users being the axis that lies together: a small part of the sums, each of them slower. */
class SparseProducts implements Products {
  private readonly kernels: Kernels;
  private readonly codes: SparseCodes;
  private readonly histories: HistoryBatch;
  /** offsets[items + 1] of the codes' rows. */
  private readonly offsets: Uint32Array;
  /** [dim, users] */
  private readonly pooled: Float32Array;
  private readonly pooledGradient: Float32Array;

  constructor(kernels: Kernels, codes: SparseCodes, histories: HistoryBatch) {
    this.kernels = kernels;
    this.codes = codes;
    this.histories = histories;
    this.offsets = kernels.uint32(codes.items + 1);
    this.pooled = kernels.float32(codes.dim * histories.capacity);
    this.pooledGradient = kernels.float32(codes.dim * histories.capacity);
  }

  forward(scores: Float32Array): void {
    const { kernels, codes, offsets, pooled } = this;
    const { items, entries, columns, unit } = codes;
    const users = this.histories.rows;
    pooled.fill(0);
    this.eachEntry((e, user) => {
      pooled[columns[e]! * users + user]! += unit[e]!;
    });
    for (let item = 0; item <= items; item++) offsets[item] = item * entries;
    const rows = { rows: items, offsets, indices: columns, weights: unit };
    kernels.sumRows({ ...rows, table: pooled, columns: users, out: scores });
  }

  backward(scoresGradient: Float32Array): void {
    const { kernels, codes, offsets, pooled, pooledGradient } = this;
    const { items, entries, columns, unit } = codes;
    const { gradient } = codes.values;
    const users = this.histories.rows;
    for (let item = 0, e = 0; item < items; item++) {
      for (const end = e + entries; e < end; e++) {
        gradient[e] = dot(scoresGradient, item * users, pooled, columns[e]! * users, users);
      }
    }
    pooledGradient.fill(0);
    const rows = { rows: items, offsets, indices: columns, weights: unit };
    kernels.scatterRows({ ...rows, gradient: scoresGradient, columns: users, table: pooledGradient });
    this.eachEntry((e, user) => {
      gradient[e]! += pooledGradient[columns[e]! * users + user]!;
    });
  }

  /** Every entry of every item in the histories. */
  private eachEntry(visit: (entry: number, user: number) => void): void {
    const { histories } = this;
    const { entries } = this.codes;
    for (let user = 0; user < histories.rows; user++) {
      for (const item of histories.row(user)) {
        for (let e = item * entries; e < (item + 1) * entries; e++) visit(e, user);
      }
    }
  }
}

function dot(a: Float32Array, aAt: number, b: Float32Array, bAt: number, length: number): number {
  // Four sums, because one would wait for its own last addition.
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let i = 0;
  for (; i + 3 < length; i += 4) {
    s0 += a[aAt + i]! * b[bAt + i]!;
    s1 += a[aAt + i + 1]! * b[bAt + i + 1]!;
    s2 += a[aAt + i + 2]! * b[bAt + i + 2]!;
    s3 += a[aAt + i + 3]! * b[bAt + i + 3]!;
  }
  for (; i < length; i++) s0 += a[aAt + i]! * b[bAt + i]!;
  return s0 + s1 + s2 + s3;
}

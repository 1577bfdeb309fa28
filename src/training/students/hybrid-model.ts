import type { Kernels } from '../../kernels/index.ts';
import { sumColumns } from '../layers.ts';
import { HistoryBatch } from './history-batch.ts';
import type { HybridParameters } from './hybrid-parameters.ts';

/**
 * Forward and backward pass of the hybrid student on a batch of histories. The formulas are those of
 * core/hybrid.ts; every gradient is checked against finite differences by hybrid-model.test.ts.
 */
export class HybridModel {
  readonly parameters: HybridParameters;
  readonly histories: HistoryBatch;
  /** The dense tables that both passes read: those of `parameters`, or what quantisation makes of them. */
  tables: { readonly in: Float32Array; readonly out: Float32Array };
  /** logits[rows, items]; the backward pass expects d loss / d logits here. */
  readonly logits: Float32Array;
  private readonly kernels: Kernels;
  private readonly pooled: Float32Array;
  private readonly hidden: Float32Array;
  private readonly user: Float32Array;
  private readonly userGradient: Float32Array;
  private readonly hiddenGradient: Float32Array;
  private readonly poolWeights: { store: Float32Array };
  private readonly sparseGates: Float32Array;
  private readonly sparseGateGradient: Float32Array;
  private readonly fades: Float32Array;
  private readonly fadeGradient: Float32Array;

  constructor(kernels: Kernels, parameters: HybridParameters, batch: number) {
    const { items, dim } = parameters;
    this.kernels = kernels;
    this.parameters = parameters;
    this.tables = { in: parameters.in.weights, out: parameters.out.weights };
    this.histories = new HistoryBatch(kernels, batch, items);
    this.logits = kernels.float32(batch * items);
    this.pooled = kernels.float32(batch * dim);
    this.hidden = kernels.float32(batch * dim);
    this.user = kernels.float32(batch * dim);
    this.userGradient = kernels.float32(batch * dim);
    this.hiddenGradient = kernels.float32(batch * dim);
    this.poolWeights = { store: kernels.float32(this.histories.weights.length) };
    this.sparseGates = kernels.float32(batch);
    this.sparseGateGradient = kernels.float32(batch);
    this.fades = kernels.float32(batch);
    this.fadeGradient = kernels.float32(batch);
  }

  /** logits[rows, items] of the histories pushed into `histories`. */
  forward(): Float32Array {
    const { kernels, parameters: p, histories, logits } = this;
    const { rows } = histories;
    this.foldIn();
    kernels.gemm({
      m: rows,
      n: p.items,
      k: p.dim,
      a: this.user,
      b: this.tables.out,
      c: logits,
      transposeB: true,
    });
    kernels.sparseForward({ ...this.sparseOperands(), scores: logits });
    kernels.addScaledBias({
      scores: logits,
      rows,
      columns: p.items,
      bias: p.bias.weights,
      factors: this.fades,
    });
    return logits;
  }

  /** Fills every gradient from d loss / d logits, which stands in `logits`. */
  backward(): void {
    const { kernels, parameters: p, histories, logits } = this;
    const { rows } = histories;
    const shape = { rows, columns: p.items };
    p.bias.gradient.fill(0);
    kernels.biasBackward({
      ...shape,
      gradientScores: logits,
      bias: p.bias.weights,
      factors: this.fades,
      gradientBias: p.bias.gradient,
      gradientFactors: this.fadeGradient,
    });
    kernels.fill(p.values.gradient, 0);
    kernels.sparseBackward({
      ...this.sparseOperands(),
      gradientScores: logits,
      gradientValues: p.values.gradient,
      gradientGates: this.sparseGateGradient,
    });
    this.gatesBackward();
    kernels.gemm({
      m: p.items,
      n: p.dim,
      k: rows,
      a: logits,
      b: this.user,
      c: p.out.gradient,
      transposeA: true,
    });
    kernels.gemm({ m: rows, n: p.dim, k: p.items, a: logits, b: this.tables.out, c: this.userGradient });
    this.residualBackward();
    kernels.fill(p.in.gradient, 0);
    kernels.scatterRows({
      gradient: this.userGradient,
      columns: p.dim,
      offsets: histories.offsets,
      indices: histories.indices,
      weights: this.poolWeights.store,
      rows,
      table: p.in.gradient,
    });
  }

  /** Histories → pooled, hidden, user and the two gates. */
  private foldIn(): void {
    const { kernels, parameters: p, histories } = this;
    const { rows, offsets, sizes } = histories;
    if (this.poolWeights.store.length < histories.weights.length) {
      this.poolWeights.store = kernels.float32(histories.weights.length);
    }
    const [g0, g1, g2] = p.gates.weights;
    for (let r = 0; r < rows; r++) {
      const size = sizes[r]!;
      const norm = size ** -p.exponent;
      for (let e = offsets[r]!; e < offsets[r + 1]!; e++) {
        this.poolWeights.store[e] = histories.weights[e]! * norm;
      }
      this.sparseGates[r] = Math.exp(g0! - g1! * Math.log(size));
      this.fades[r] = Math.exp(-g2! * Math.log(size));
    }
    kernels.sumRows({
      table: this.tables.in,
      columns: p.dim,
      offsets,
      indices: histories.indices,
      weights: this.poolWeights.store,
      rows,
      out: this.pooled,
    });
    this.residualForward();
  }

  private residualForward(): void {
    const { kernels, parameters: p, pooled, hidden, user } = this;
    const { dim } = p;
    const [b1, b2] = [p.b1.weights, p.b2.weights];
    const m = this.histories.rows;
    kernels.gemm({ m, n: dim, k: dim, a: pooled, b: p.w1.weights, c: hidden, transposeB: true });
    for (let r = 0; r < m; r++) {
      for (let c = 0; c < dim; c++) {
        hidden[r * dim + c] = Math.tanh(hidden[r * dim + c]! + b1[c]!);
      }
    }
    kernels.gemm({ m, n: dim, k: dim, a: hidden, b: p.w2.weights, c: user, transposeB: true });
    for (let r = 0; r < m; r++) {
      for (let c = 0; c < dim; c++) user[r * dim + c]! += pooled[r * dim + c]! + b2[c]!;
    }
  }

  /** userGradient becomes d loss / d pooled; the layer's four gradients are filled. */
  private residualBackward(): void {
    const { kernels, parameters: p, pooled, hidden, userGradient, hiddenGradient } = this;
    const { dim } = p;
    const m = this.histories.rows;
    kernels.gemm({ m: dim, n: dim, k: m, a: userGradient, b: hidden, c: p.w2.gradient, transposeA: true });
    sumColumns(userGradient, m, dim, p.b2.gradient);
    kernels.gemm({ m, n: dim, k: dim, a: userGradient, b: p.w2.weights, c: hiddenGradient });
    for (let e = 0; e < m * dim; e++) hiddenGradient[e]! *= 1 - hidden[e]! * hidden[e]!;
    kernels.gemm({ m: dim, n: dim, k: m, a: hiddenGradient, b: pooled, c: p.w1.gradient, transposeA: true });
    sumColumns(hiddenGradient, m, dim, p.b1.gradient);
    kernels.gemm({
      m,
      n: dim,
      k: dim,
      a: hiddenGradient,
      b: p.w1.weights,
      c: userGradient,
      accumulate: true,
    });
  }

  private gatesBackward(): void {
    const { gates } = this.parameters;
    gates.gradient.fill(0);
    for (let r = 0; r < this.histories.rows; r++) {
      const logSize = Math.log(this.histories.sizes[r]!);
      const loud = this.sparseGateGradient[r]! * this.sparseGates[r]!;
      gates.gradient[0]! += loud;
      gates.gradient[1]! -= loud * logSize;
      gates.gradient[2]! -= this.fadeGradient[r]! * this.fades[r]! * logSize;
    }
  }

  private sparseOperands() {
    const { parameters: p, histories } = this;
    return {
      offsets: histories.offsets,
      indices: histories.indices,
      weights: histories.weights,
      gates: this.sparseGates,
      rows: histories.rows,
      tableOffsets: p.offsets,
      tableColumns: p.columns,
      tableValues: p.values.weights,
      columns: p.items,
    };
  }
}

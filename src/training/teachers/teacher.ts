import type { Kernels } from '../../kernels/index.ts';
import type { HistoryBatch } from '../students/history-batch.ts';

/** A trained model that the student learns from. */
export interface Teacher {
  readonly name: string;
  readonly items: number;
  /** Bytes of its weights as float32. */
  readonly bytes: number;
  /** Writes logits[rows, items] of whole histories; soft labels are their softmax at temperature 1. */
  logits(histories: HistoryBatch, out: Float32Array): void;
}

/** A linear item-item teacher: logits = sharpness · history · table. */
export class TableTeacher implements Teacher {
  readonly name: string;
  readonly items: number;
  readonly bytes: number;
  private readonly kernels: Kernels;
  private readonly table: Float32Array;
  private readonly sharpness: number;

  /**
   * table[items, items] in the kernels' shared memory. Scores of closed-form tables lie around 0 … 1, so
   * their softmax is nearly flat; `sharpness` is the inverse temperature that makes them probabilities.
   */
  constructor(name: string, kernels: Kernels, table: Float32Array, items: number, sharpness: number) {
    this.name = name;
    this.kernels = kernels;
    this.table = table;
    this.items = items;
    this.bytes = items * items * 4;
    this.sharpness = sharpness;
  }

  logits(histories: HistoryBatch, out: Float32Array): void {
    const entries = histories.offsets[histories.rows]!;
    const mark = this.kernels.mark();
    const weights = this.kernels.float32(entries);
    for (let e = 0; e < entries; e++) weights[e] = histories.weights[e]! * this.sharpness;
    this.kernels.sumRows({
      table: this.table,
      columns: this.items,
      offsets: histories.offsets,
      indices: histories.indices,
      weights,
      rows: histories.rows,
      out,
    });
    this.kernels.release(mark);
  }
}

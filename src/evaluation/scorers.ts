import {
  addSparseRow,
  codeAt,
  foldIn,
  type HybridStudent,
  type QuantisedTable,
  type SparseTable,
  scoreAll,
} from '../core/hybrid.ts';
import { rowOf } from '../core/interactions.ts';
import type { Kernels } from '../kernels/index.ts';
import { HistoryBatch } from '../training/students/history-batch.ts';
import { HybridModel } from '../training/students/hybrid-model.ts';
import type { HybridParameters } from '../training/students/hybrid-parameters.ts';
import type { SparseValues } from '../training/students/sparse-table.ts';
import type { ScoreUsers } from './protocol.ts';

/** The quantised student, scored by the same reference code that the browser's lists are tested against. */
export function studentScorer(student: HybridStudent): ScoreUsers {
  return (histories, from, to, scores) => {
    for (let user = from; user < to; user++) {
      const items = rowOf(histories, user);
      const query = foldIn(student, { items, weights: new Float32Array(items.length).fill(1) });
      scoreAll(
        student,
        query,
        scores.subarray((user - from) * student.items, (user - from + 1) * student.items),
      );
    }
  };
}

/** A dense item-item table[items, items] in the kernels' shared memory: scores = history · table. */
export function tableScorer(kernels: Kernels, table: Float32Array, items: number): ScoreUsers {
  return (histories, from, to, scores) => {
    const mark = kernels.mark();
    const batch = new HistoryBatch(kernels, to - from, items);
    for (let user = from; user < to; user++) batch.push(rowOf(histories, user));
    const out = kernels.float32((to - from) * items);
    kernels.sumRows({
      table,
      columns: items,
      offsets: batch.offsets,
      indices: batch.indices,
      weights: batch.weights,
      rows: to - from,
      out,
    });
    scores.set(out);
    kernels.release(mark);
  };
}

/** A sparse item-item table: scores = history · S. */
export function sparseScorer(table: SparseValues): ScoreUsers {
  return (histories, from, to, scores) => {
    scores.fill(0, 0, (to - from) * table.rows);
    for (let user = from; user < to; user++) {
      const base = (user - from) * table.rows;
      for (const item of rowOf(histories, user)) {
        for (let e = table.offsets[item]!; e < table.offsets[item + 1]!; e++) {
          scores[base + table.columns[e]!]! += table.values[e]!;
        }
      }
    }
  };
}

/** The same list for everybody: items by how many training users like them. */
export function popularityScorer(popularity: ArrayLike<number>): ScoreUsers {
  return (_histories, from, to, scores) => {
    for (let user = from; user < to; user++) scores.set(popularity, (user - from) * popularity.length);
  };
}

/** A student in training, at full precision. */
export function hybridScorer(kernels: Kernels, parameters: HybridParameters): ScoreUsers {
  return (histories, from, to, scores) => {
    const mark = kernels.mark();
    const model = new HybridModel(kernels, parameters, to - from);
    for (let user = from; user < to; user++) model.histories.push(rowOf(histories, user));
    scores.set(model.forward());
    kernels.release(mark);
  };
}

/** A quantised sparse item-item table, as it would ship: scores = history · S. */
export function quantisedSparseScorer(table: SparseTable): ScoreUsers {
  return (histories, from, to, scores) => {
    scores.fill(0, 0, (to - from) * table.rows);
    for (let user = from; user < to; user++) {
      const row = scores.subarray((user - from) * table.rows, (user - from + 1) * table.rows);
      for (const item of rowOf(histories, user)) addSparseRow(table, item, 1, row);
    }
  };
}

/** A quantised low-rank factor in[items, rank], out[items, rank]: scores = (history · in) · outᵀ. */
export function factorScorer(
  kernels: Kernels,
  inTable: QuantisedTable,
  outTable: QuantisedTable,
): ScoreUsers {
  const { rows: items, columns: rank } = inTable;
  const rowsIn = dequantise(kernels, inTable);
  const rowsOut = dequantise(kernels, outTable);
  return (histories, from, to, scores) => {
    const mark = kernels.mark();
    const users = to - from;
    const pooled = kernels.float32(users * rank);
    const batch = new HistoryBatch(kernels, users, items);
    for (let user = from; user < to; user++) batch.push(rowOf(histories, user));
    const { offsets, indices, weights } = batch;
    kernels.sumRows({ table: rowsIn, columns: rank, offsets, indices, weights, rows: users, out: pooled });
    const out = kernels.float32(users * items);
    kernels.gemm({ m: users, n: items, k: rank, a: pooled, b: rowsOut, c: out, transposeB: true });
    scores.set(out);
    kernels.release(mark);
  };
}

/** values[rows, columns] of a quantised table, in the kernels' memory. */
function dequantise(kernels: Kernels, table: QuantisedTable): Float32Array {
  const { rows, columns, scales } = table;
  const values = kernels.float32(rows * columns);
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) values[r * columns + c] = scales[r]! * codeAt(table, r, c);
  }
  return values;
}

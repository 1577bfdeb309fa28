import type { LengthWeights, LinearRows } from '../../core/linear.ts';
import { topK } from '../../core/topk.ts';

/** Square item-item tables of one size, and how loud each is for histories of different lengths. */
export interface WeightedTables extends LengthWeights {
  readonly items: number;
  /** Each table[items, items]. */
  readonly tables: readonly Float32Array[];
}

/**
 * The rows of some items at 8 bits a value, with the `entries` columns that matter most in each: those whose
 * value in the weighted sum of the tables is largest, relative to the row's root mean square, at any of the
 * history lengths. The diagonal is left out: no list holds what is in the history.
 */
export function pruneLinear(source: WeightedTables, items: ArrayLike<number>, entries: number): LinearRows {
  const { tables } = source;
  const rows = items.length;
  const offsets = new Uint32Array(rows + 1);
  const kept: Uint32Array[] = [];
  for (let row = 0; row < rows; row++) {
    const columns = topK(importance(source, items[row]!), entries).sort();
    kept.push(columns);
    offsets[row + 1] = offsets[row]! + columns.length;
  }
  const total = offsets[rows]!;
  const columns = source.items > 65_536 ? new Uint32Array(total) : new Uint16Array(total);
  kept.forEach((own, row) => columns.set(own, offsets[row]));
  const codes = new Int8Array(tables.length * total);
  const scales = new Float32Array(tables.length * rows);
  tables.forEach((table, t) => {
    kept.forEach((own, row) => {
      const at = items[row]! * source.items;
      const values = Float32Array.from(own, (column) => table[at + column]!);
      const scale = Math.fround(largestMagnitude(values) / 127);
      scales[t * rows + row] = scale;
      codes.set(quantised(values, scale), t * total + offsets[row]!);
    });
  });
  return { rows, tables: tables.length, offsets, columns, codes, scales };
}

/** importance[items] of a row's entries; −Infinity for those that add nothing at any length. */
function importance({ items, tables, knots, weights }: WeightedTables, item: number): Float32Array {
  const found = new Float32Array(items).fill(Number.NEGATIVE_INFINITY);
  for (let knot = 0; knot < knots.length; knot++) {
    const sum = new Float32Array(items);
    tables.forEach((table, t) => {
      const weight = weights[t]![knot]!;
      const row = table.subarray(item * items, (item + 1) * items);
      for (let column = 0; column < items; column++) sum[column]! += weight * row[column]!;
    });
    sum[item] = 0;
    const size = Math.sqrt(sum.reduce((squares, value) => squares + value * value, 0) / items);
    for (let column = 0; column < items; column++) {
      const value = Math.abs(sum[column]!);
      if (value > 0) found[column] = Math.max(found[column]!, value / size);
    }
  }
  return found;
}

function quantised(values: Float32Array, scale: number): Int8Array {
  return Int8Array.from(values, (value) => (scale === 0 ? 0 : Math.round(value / scale)));
}

function largestMagnitude(values: Float32Array): number {
  return values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
}

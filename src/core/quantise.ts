import { roundToHalf } from './half.ts';
import type { QuantisedTable, SparseTable } from './hybrid.ts';

/** Largest code of a signed, symmetric range of that many bits: 127, 7, 3 or 1. */
export function largestCode(bits: number): number {
  return 2 ** (bits - 1) - 1;
}

/**
 * The step of a row with symmetric codes −top … top that has the least squared error, searched from
 * the largest magnitude downwards (clipping a lone large value often buys precision for all others).
 * The step is a float16, because that is how the bundle stores it.
 */
export function bestStep(row: Float32Array, top: number): number {
  let largest = 0;
  for (const value of row) largest = Math.max(largest, Math.abs(value));
  if (largest === 0) return 0;
  let best = 0;
  let bestError = Number.POSITIVE_INFINITY;
  for (let clip = 1; clip >= 0.5; clip -= 0.02) {
    const step = roundToHalf((largest * clip) / top);
    if (step === 0) continue;
    const error = squaredError(row, step, top);
    if (error < bestError) {
      best = step;
      bestError = error;
    }
  }
  return best;
}

/** The code nearest to value / step inside −top … top; 0 for step 0. */
export function codeOf(value: number, step: number, top: number): number {
  if (step === 0) return 0;
  return Math.max(-top, Math.min(top, Math.round(value / step)));
}

/** Quantises values[rows, columns] with one scale a row. */
export function quantiseTable(
  values: Float32Array,
  rows: number,
  columns: number,
  bits: 4 | 8,
): QuantisedTable {
  const top = largestCode(bits);
  const scales = new Float32Array(rows);
  const codes = bits === 8 ? new Int8Array(rows * columns) : new Uint8Array((rows * columns) / 2);
  for (let r = 0; r < rows; r++) {
    const row = values.subarray(r * columns, (r + 1) * columns);
    const step = bestStep(row, top);
    scales[r] = step;
    for (let c = 0; c < columns; c++) {
      const code = codeOf(row[c]!, step, top);
      const index = r * columns + c;
      if (bits === 8) codes[index] = code;
      else codes[index >> 1]! |= (code + 8) << (4 * (index & 1));
    }
  }
  return { rows, columns, bits, codes, scales };
}

/** Quantises the values of compressed rows to 8 bits with one scale a row. */
export function quantiseSparse(table: {
  readonly rows: number;
  readonly offsets: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Float32Array;
}): SparseTable {
  const scales = new Float32Array(table.rows);
  const codes = new Int8Array(table.values.length);
  for (let r = 0; r < table.rows; r++) {
    const row = table.values.subarray(table.offsets[r], table.offsets[r + 1]);
    const step = bestStep(row, 127);
    scales[r] = step;
    for (let e = 0; e < row.length; e++) codes[table.offsets[r]! + e] = codeOf(row[e]!, step, 127);
  }
  const columns = table.rows > 65_536 ? table.columns : Uint16Array.from(table.columns);
  return { rows: table.rows, offsets: table.offsets, columns, codes, scales };
}

function squaredError(row: Float32Array, step: number, top: number): number {
  let error = 0;
  for (const value of row) {
    const lost = value - codeOf(value, step, top) * step;
    error += lost * lost;
  }
  return error;
}

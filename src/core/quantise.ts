import { roundToHalf } from './half.ts';
import type { QuantisedTable, SparseTable, StoredBits } from './hybrid.ts';

/** Bits of a code of a dense table, as a bundle stores it. */
export type TableBits = StoredBits | 4 | 8;

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
  // Few levels clip more: on normal rows of 64 the best three-bit step covers half the largest value.
  return searchStep(row, top, top > 3 ? 0.5 : 0.3, (value, step) => codeOf(value, step, top));
}

/** The code nearest to value / step inside −top … top; 0 for step 0. */
export function codeOf(value: number, step: number, top: number): number {
  if (step === 0) return 0;
  return Math.max(-top, Math.min(top, Math.round(value / step)));
}

/** The code nearest to value / step among −3, −1, 1 and 3: two bits; 1 for step 0. */
export function oddCodeOf(value: number, step: number): number {
  if (step === 0) return 1;
  return Math.max(-3, Math.min(3, 2 * Math.floor(value / step / 2) + 1));
}

/** The code of a dense table of that many bits nearest to value / step. */
export function tableCodeOf(value: number, step: number, bits: TableBits): number {
  return bits === 2 ? oddCodeOf(value, step) : codeOf(value, step, largestCode(bits));
}

/** steps[rows]: of each row of values[rows, columns] the step of least squared error at that many bits. */
export function tableSteps(
  values: Float32Array,
  rows: number,
  columns: number,
  bits: TableBits,
): Float32Array {
  return Float32Array.from({ length: rows }, (_, r) =>
    tableStep(values.subarray(r * columns, (r + 1) * columns), bits),
  );
}

/**
 * Quantises values[rows, columns] with one scale a row: those of `tableSteps`, or other float16 values. Two
 * and three bits lie in memory as four (`storedBits` says so). Relative squared error on normal rows of 32
 * columns with `tableSteps`: .0082 at 4 bits, .038 at 3, .107 at 2, where the codes −1, 0, 1 would leave .177.
 */
export function quantiseTable(
  values: Float32Array,
  rows: number,
  columns: number,
  bits: TableBits,
  scales: Float32Array = tableSteps(values, rows, columns, bits),
): QuantisedTable {
  const codes = bits === 8 ? new Int8Array(rows * columns) : new Uint8Array((rows * columns) / 2);
  for (let r = 0; r < rows; r++) {
    for (let index = r * columns; index < (r + 1) * columns; index++) {
      const code = tableCodeOf(values[index]!, scales[r]!, bits);
      if (bits === 8) codes[index] = code;
      else codes[index >> 1]! |= (code + 8) << (4 * (index & 1));
    }
  }
  if (bits === 2 || bits === 3) return { rows, columns, bits: 4, storedBits: bits, codes, scales };
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

function tableStep(row: Float32Array, bits: TableBits): number {
  return bits === 2 ? searchStep(row, 3, 0.3, oddCodeOf) : bestStep(row, largestCode(bits));
}

/** The float16 step of least squared error among those that clip at `least` to 1 times the largest value. */
function searchStep(
  row: Float32Array,
  top: number,
  least: number,
  code: (value: number, step: number) => number,
): number {
  let largest = 0;
  for (const value of row) largest = Math.max(largest, Math.abs(value));
  if (largest === 0) return 0;
  let best = 0;
  let bestError = Number.POSITIVE_INFINITY;
  for (let clip = 1; clip >= least; clip -= 0.02) {
    const step = roundToHalf((largest * clip) / top);
    if (step === 0) continue;
    const error = squaredError(row, step, code);
    if (error < bestError) {
      best = step;
      bestError = error;
    }
  }
  return best;
}

function squaredError(
  row: Float32Array,
  step: number,
  code: (value: number, step: number) => number,
): number {
  let error = 0;
  for (const value of row) {
    const lost = value - code(value, step) * step;
    error += lost * lost;
  }
  return error;
}

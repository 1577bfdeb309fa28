/** Compressed rows; entry e adds factor · codes[e] to column columns[e]. */
export interface SparseRows {
  /** offsets[rows + 1] */
  readonly offsets: Uint32Array;
  readonly columns: Uint16Array | Uint32Array;
  readonly codes: Int8Array;
}

/** Sums of a few rows, kept in arrays as long as the catalogue of which only the rows' columns are touched. */
export interface SparseSums {
  readonly rows: SparseRows;
  /** mask[items]: bit 0 a candidate; addRows sets bit 1 of those that `values` holds something for. */
  readonly mask: Uint8Array;
  /** values[items]: zeros between requests. */
  readonly values: Float32Array;
}

/**
 * values[j] += factors[h] · codes[rows[h], j], rounded to float32 after each row, as the reference does it. It
 * stays in JavaScript: a request has some hundreds of entries, and the table need not be copied.
 */
export function addRows(
  { rows: { offsets, columns, codes }, mask, values }: SparseSums,
  rows: ArrayLike<number>,
  factors: Float64Array,
): void {
  for (let h = 0; h < rows.length; h++) {
    const row = rows[h]!;
    for (let e = offsets[row]!; e < offsets[row + 1]!; e++) {
      const column = columns[e]!;
      values[column]! += factors[h]! * codes[e]!;
      if (mask[column] !== 0) mask[column] = 3;
    }
  }
}

/** Makes zeros again of what addRows touched. */
export function clearRows({ rows: { offsets, columns }, values }: SparseSums, rows: ArrayLike<number>): void {
  for (let h = 0; h < rows.length; h++) {
    const row = rows[h]!;
    for (let e = offsets[row]!; e < offsets[row + 1]!; e++) values[columns[e]!] = 0;
  }
}

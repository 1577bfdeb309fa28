/**
 * The part of a teacher that is linear: item-item tables whose rows are added for the liked items, each table as
 * loud as the length of the history says.
 *
 *   score_j = Σ_t weight_t(|H|) · Σ_{i∈H} table_t[i, j]
 */

/** Rows of item-item tables that keep the same entries, with 8-bit values and one scale a row and table. */
export interface LinearRows {
  readonly rows: number;
  readonly tables: number;
  /** offsets[rows + 1]: row r's entries are offsets[r] … offsets[r + 1] − 1. */
  readonly offsets: Uint32Array;
  /** columns[entries], ascending inside a row. */
  readonly columns: Uint16Array | Uint32Array;
  /** codes[tables, entries] */
  readonly codes: Int8Array;
  /** scales[tables, rows]; value of entry e in row r of table t = scales[t, r] · codes[t, e]. */
  readonly scales: Float32Array;
}

/** How loud each table is for histories of different lengths. */
export interface LengthWeights {
  /** History lengths, ascending. */
  readonly knots: readonly number[];
  /** weights[tables][knots] */
  readonly weights: readonly (readonly number[])[];
}

/** Adds Σ_t weights[t] · table_t[row, ·] to out[items]. */
export function addLinearRow(
  rows: LinearRows,
  row: number,
  weights: readonly number[],
  out: Float32Array,
): void {
  const { offsets, columns, codes, scales } = rows;
  for (let table = 0; table < rows.tables; table++) {
    const factor = weights[table]! * scales[table * rows.rows + row]!;
    if (factor === 0) continue;
    const base = table * columns.length;
    for (let e = offsets[row]!; e < offsets[row + 1]!; e++) {
      out[columns[e]!]! += factor * codes[base + e]!;
    }
  }
}

/** weights[tables] for a history of `length` items. */
export function weightsAt({ knots, weights }: LengthWeights, length: number): number[] {
  return weights.map((own) => weightAt(knots, own, length));
}

/** The weight for a history of `length` items, linear in ln length between ascending knots, constant outside them. */
export function weightAt(knots: readonly number[], weights: readonly number[], length: number): number {
  const above = knots.findIndex((knot) => length < knot);
  if (above === 0) return weights[0]!;
  if (above < 0) return weights[knots.length - 1]!;
  const [low, high] = [knots[above - 1]!, knots[above]!];
  const part = Math.log(length / low) / Math.log(high / low);
  return weights[above - 1]! * (1 - part) + weights[above]! * part;
}

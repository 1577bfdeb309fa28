import { addScaled, at } from './vector';

/** out[r, ·] (+)= Σ_e weights[e] · table[indices[e], ·] over row r's entries, for rows begin … end. */
export function sumRows(
  begin: i32, end: i32, scratch: usize,
  table: usize, columns: i32, offsets: usize, indices: usize, weights: usize, out: usize, accumulate: i32,
): void {
  for (let r = begin; r < end; r++) {
    const row = at(out, r * columns);
    if (!accumulate) memory.fill(row, 0, (<usize>columns) << 2);
    const last = load<i32>(at(offsets, r + 1));
    for (let e = load<i32>(at(offsets, r)); e < last; e++) {
      addScaled(row, at(table, load<i32>(at(indices, e)) * columns), columns, load<f32>(at(weights, e)));
    }
  }
}

/**
 * table[indices[e], ·] += weights[e] · gradient[row of e, ·], only for table rows begin … end. Every range
 * reads all entries in the same order, so each table row is summed in one fixed order.
 */
export function scatterRows(
  begin: i32, end: i32, scratch: usize,
  gradient: usize, columns: i32, offsets: usize, indices: usize, weights: usize, rows: i32, table: usize,
): void {
  for (let r = 0; r < rows; r++) {
    const row = at(gradient, r * columns);
    const last = load<i32>(at(offsets, r + 1));
    for (let e = load<i32>(at(offsets, r)); e < last; e++) {
      const target = load<i32>(at(indices, e));
      if (target < begin || target >= end) continue;
      addScaled(at(table, target * columns), row, columns, load<f32>(at(weights, e)));
    }
  }
}

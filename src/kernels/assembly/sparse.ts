import { at } from './vector';

/** scores[r, tableColumns[t]] += gates[r] · weights[e] · tableValues[t], for rows begin … end. */
export function sparseForward(
  begin: i32, end: i32, scratch: usize,
  offsets: usize, indices: usize, weights: usize, gates: usize,
  tableOffsets: usize, tableColumns: usize, tableValues: usize, columns: i32, scores: usize,
): void {
  for (let r = begin; r < end; r++) {
    const row = at(scores, r * columns);
    const gate = load<f32>(at(gates, r));
    const last = load<i32>(at(offsets, r + 1));
    for (let e = load<i32>(at(offsets, r)); e < last; e++) {
      const item = load<i32>(at(indices, e));
      const factor = gate * load<f32>(at(weights, e));
      const tableEnd = load<i32>(at(tableOffsets, item + 1));
      for (let t = load<i32>(at(tableOffsets, item)); t < tableEnd; t++) {
        const score = at(row, load<i32>(at(tableColumns, t)));
        store<f32>(score, load<f32>(score) + factor * load<f32>(at(tableValues, t)));
      }
    }
  }
}

/** gradientGates[r] = Σ weights[e] · tableValues[t] · gradient[r, tableColumns[t]], for rows begin … end. */
export function sparseGateGradient(
  begin: i32, end: i32, scratch: usize,
  offsets: usize, indices: usize, weights: usize,
  tableOffsets: usize, tableColumns: usize, tableValues: usize,
  columns: i32, gradient: usize, gradientGates: usize,
): void {
  for (let r = begin; r < end; r++) {
    const row = at(gradient, r * columns);
    let sum: f64 = 0;
    const last = load<i32>(at(offsets, r + 1));
    for (let e = load<i32>(at(offsets, r)); e < last; e++) {
      const item = load<i32>(at(indices, e));
      const weight = <f64>load<f32>(at(weights, e));
      const tableEnd = load<i32>(at(tableOffsets, item + 1));
      let inner: f64 = 0;
      for (let t = load<i32>(at(tableOffsets, item)); t < tableEnd; t++) {
        inner += <f64>load<f32>(at(tableValues, t)) * <f64>load<f32>(at(row, load<i32>(at(tableColumns, t))));
      }
      sum += weight * inner;
    }
    store<f32>(at(gradientGates, r), <f32>sum);
  }
}

/**
 * gradientValues[t] += Σ_r gates[r] · weights[e] · gradient[r, tableColumns[t]], only for the entries t of
 * table rows begin … end; every range reads all history entries in the same order.
 */
export function sparseValueGradient(
  begin: i32, end: i32, scratch: usize,
  offsets: usize, indices: usize, weights: usize, gates: usize, rows: i32,
  tableOffsets: usize, tableColumns: usize, columns: i32, gradient: usize, gradientValues: usize,
): void {
  for (let r = 0; r < rows; r++) {
    const row = at(gradient, r * columns);
    const gate = load<f32>(at(gates, r));
    const last = load<i32>(at(offsets, r + 1));
    for (let e = load<i32>(at(offsets, r)); e < last; e++) {
      const item = load<i32>(at(indices, e));
      if (item < begin || item >= end) continue;
      const factor = gate * load<f32>(at(weights, e));
      const tableEnd = load<i32>(at(tableOffsets, item + 1));
      for (let t = load<i32>(at(tableOffsets, item)); t < tableEnd; t++) {
        const target = at(gradientValues, t);
        const value = load<f32>(at(row, load<i32>(at(tableColumns, t))));
        store<f32>(target, load<f32>(target) + factor * value);
      }
    }
  }
}

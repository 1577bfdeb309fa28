import { at } from './vector';

/**
 * Side of the squares that both matrices are walked in: 32 cache lines of each stay in the first-level cache.
 */
const SQUARE: i32 = 32;

/** to[j, i] = from[i, j] for columns j in begin … end of from[rows, columns]. */
export function transpose(
  begin: i32, end: i32, scratch: usize,
  from: usize, rows: i32, columns: i32, to: usize,
): void {
  for (let i0 = 0; i0 < rows; i0 += SQUARE) {
    const i1 = min(rows, i0 + SQUARE);
    for (let j0 = begin; j0 < end; j0 += SQUARE) {
      const j1 = min(end, j0 + SQUARE);
      for (let j = j0; j < j1; j++) {
        for (let i = i0; i < i1; i++) store<f32>(at(to, j * rows + i), load<f32>(at(from, i * columns + j)));
      }
    }
  }
}

/** matrix[i, j] = matrix[j, i] for j > i and rows i in begin … end of a square matrix. */
export function mirrorLower(begin: i32, end: i32, scratch: usize, matrix: usize, n: i32): void {
  for (let j0 = begin; j0 < n; j0 += SQUARE) {
    const j1 = min(n, j0 + SQUARE);
    for (let i = begin; i < end; i++) {
      for (let j = max(j0, i + 1); j < j1; j++) {
        store<f32>(at(matrix, i * n + j), load<f32>(at(matrix, j * n + i)));
      }
    }
  }
}

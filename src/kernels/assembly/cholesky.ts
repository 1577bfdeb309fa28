import { at } from './vector';

@inline
function at64(base: usize, index: i32): usize {
  return base + ((<usize>index) << 3);
}

/**
 * Factors the lower triangle of block[size, size] (rows `stride` apart) as L · Lᵀ and writes L⁻¹, with zeros
 * above the diagonal, to inverse[size, size]. Sums are float64; `work` holds 2 · size² of them. Answers −1,
 * or the row whose pivot is not above `smallest`.
 */
export function factorDiagonal(
  block: usize, stride: i32, size: i32, smallest: f64, inverse: usize, work: usize,
): i32 {
  const factor = work;
  const solved = at64(work, size * size);
  for (let i = 0; i < size; i++) {
    const row = at64(factor, i * size);
    for (let j = 0; j <= i; j++) {
      const other = at64(factor, j * size);
      const sum = <f64>load<f32>(at(block, i * stride + j)) - dot64(row, other, j);
      if (j < i) store<f64>(at64(row, j), sum / load<f64>(at64(other, j)));
      else if (sum > smallest) store<f64>(at64(row, j), sqrt<f64>(sum));
      else return i;
    }
  }
  for (let i = 0; i < size; i++) solveRow(factor, solved, i, size);
  for (let i = 0; i < size * size; i++) store<f32>(at(inverse, i), <f32>load<f64>(at64(solved, i)));
  return -1;
}

/** Row i of L⁻¹ from the rows above: (e_i − Σ_{q<i} L[i, q] · L⁻¹[q, ·]) / L[i, i]. */
function solveRow(factor: usize, solved: usize, i: i32, size: i32): void {
  const row = at64(solved, i * size);
  memory.fill(row, 0, (<usize>size) << 3);
  for (let q = 0; q < i; q++) {
    const value = f64x2.splat(load<f64>(at64(factor, i * size + q)));
    const above = at64(solved, q * size);
    // Pairs past q add zeros: row q of L⁻¹ ends at its diagonal.
    for (let j = 0; j <= q; j += 2) {
      const to = at64(row, j);
      v128.store(to, f64x2.sub(v128.load(to), f64x2.mul(value, v128.load(at64(above, j)))));
    }
  }
  const pivot = load<f64>(at64(factor, i * size + i));
  for (let j = 0; j < i; j++) store<f64>(at64(row, j), load<f64>(at64(row, j)) / pivot);
  store<f64>(at64(row, i), 1 / pivot);
}

/** Σ a[length] · b[length] in float64. */
@inline
function dot64(a: usize, b: usize, length: i32): f64 {
  const whole = length & ~1;
  let lanes = f64x2.splat(0);
  let i = 0;
  for (; i < whole; i += 2) {
    lanes = f64x2.add(lanes, f64x2.mul(v128.load(at64(a, i)), v128.load(at64(b, i))));
  }
  let sum = f64x2.extract_lane(lanes, 0) + f64x2.extract_lane(lanes, 1);
  if (i < length) sum += load<f64>(at64(a, i)) * load<f64>(at64(b, i));
  return sum;
}

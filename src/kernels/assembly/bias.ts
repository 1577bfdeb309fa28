import { addScaled, at, dot } from './vector';

/** scores[r, ·] += factors[r] · bias for rows begin … end. */
export function addScaledBias(
  begin: i32, end: i32, scratch: usize,
  scores: usize, columns: i32, bias: usize, factors: usize,
): void {
  for (let r = begin; r < end; r++) {
    addScaled(at(scores, r * columns), bias, columns, load<f32>(at(factors, r)));
  }
}

/** gradientFactors[r] = Σ_j bias[j] · gradient[r, j] for rows begin … end. */
export function factorGradient(
  begin: i32, end: i32, scratch: usize,
  gradient: usize, columns: i32, bias: usize, gradientFactors: usize,
): void {
  for (let r = begin; r < end; r++) {
    store<f32>(at(gradientFactors, r), <f32>dot(at(gradient, r * columns), bias, columns));
  }
}

/** gradientBias[j] += Σ_r factors[r] · gradient[r, j] for columns begin … end. */
export function biasGradient(
  begin: i32, end: i32, scratch: usize,
  gradient: usize, rows: i32, columns: i32, factors: usize, gradientBias: usize,
): void {
  const out = at(gradientBias, begin);
  for (let r = 0; r < rows; r++) {
    addScaled(out, at(gradient, r * columns + begin), end - begin, load<f32>(at(factors, r)));
  }
}

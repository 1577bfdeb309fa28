/** Sweeps after which a matrix of any size we use has long converged. */
const MOST_SWEEPS = 60;
const CONVERGED = 1e-22;

/**
 * Eigenvalues, descending, and eigenvectors (vectors[k, ·] belongs to values[k]) of a symmetric
 * matrix[n, n] of some hundred rows; the matrix is overwritten. Cyclic Jacobi rotations, Golub & Van
 * Loan 2013, section 8.5.
 */
export function symmetricEigen(
  matrix: Float64Array,
  n: number,
): { values: Float64Array; vectors: Float64Array } {
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1;
  for (let sweep = 0; sweep < MOST_SWEEPS && !isDiagonal(matrix, n); sweep++) {
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(matrix, vectors, n, p, q);
  }
  const order = Array.from({ length: n }, (_, i) => i);
  order.sort((a, b) => matrix[b * n + b]! - matrix[a * n + a]! || a - b);
  const sorted = new Float64Array(n * n);
  order.forEach((from, to) => sorted.set(vectors.subarray(from * n, (from + 1) * n), to * n));
  return { values: Float64Array.from(order, (i) => matrix[i * n + i]!), vectors: sorted };
}

/** True when what lies off the diagonal is lost in the rounding of what lies on it. */
function isDiagonal(matrix: Float64Array, n: number): boolean {
  let off = 0;
  let on = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j) on += matrix[i * n + j]! ** 2;
      else off += matrix[i * n + j]! ** 2;
    }
  }
  return off <= CONVERGED * on;
}

/** Turns rows and columns p and q so that matrix[p, q] becomes 0. */
function rotate(matrix: Float64Array, vectors: Float64Array, n: number, p: number, q: number): void {
  const apart = matrix[p * n + q]!;
  if (apart === 0) return;
  const theta = (matrix[q * n + q]! - matrix[p * n + p]!) / (2 * apart);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const cosine = 1 / Math.hypot(t, 1);
  const sine = t * cosine;
  for (let k = 0; k < n; k++) mixPair(matrix, k * n + p, k * n + q, cosine, sine);
  for (let k = 0; k < n; k++) mixPair(matrix, p * n + k, q * n + k, cosine, sine);
  for (let k = 0; k < n; k++) mixPair(vectors, p * n + k, q * n + k, cosine, sine);
}

function mixPair(values: Float64Array, a: number, b: number, cosine: number, sine: number): void {
  const kept = values[a]!;
  values[a] = cosine * kept - sine * values[b]!;
  values[b] = sine * kept + cosine * values[b]!;
}

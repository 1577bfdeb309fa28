import { Random } from '../../core/random.ts';
import type { Kernels } from '../../kernels/index.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** table[items, items] ≈ in · outᵀ, both [items, rank] in the kernels' memory. */
export interface LowRankFactor {
  readonly rank: number;
  readonly in: Float32Array;
  readonly out: Float32Array;
}

/** Directions beyond the rank, and passes over the table: the error is then that of the exact SVD in four digits. */
const OVERSAMPLING = 16;
const PASSES = 8;

/**
 * The truncated singular value decomposition of a table by randomised subspace iteration (Halko,
 * Martinsson & Tropp 2011, algorithms 4.4 and 5.1), singular values shared evenly between both sides.
 */
export function lowRankFactor(
  kernels: Kernels,
  table: Float32Array,
  items: number,
  rank: number,
  seed: number,
): LowRankFactor {
  const wanted = Math.min(rank, items);
  const factor = { rank: wanted, in: kernels.float32(items * wanted), out: kernels.float32(items * wanted) };
  kernels.scoped(() => {
    const width = Math.min(items, wanted + OVERSAMPLING);
    const left = kernels.float32(width * items);
    const right = kernels.float32(width * items);
    const random = new Random(seed, items);
    for (let i = 0; i < right.length; i++) right[i] = random.normal();
    // Both are kept transposed, a direction a row: right ← left · table is then a plain product.
    const multiply = (a: Float32Array, c: Float32Array, transposeB: boolean): void =>
      kernels.gemm({ m: width, n: items, k: items, a, b: table, c, transposeB });
    for (let pass = 0; pass < PASSES; pass++) {
      multiply(right, left, true);
      orthonormalise(left, width, items);
      multiply(left, right, false);
      if (pass < PASSES - 1) orthonormalise(right, width, items);
    }
    splitSingularValues(left, right, width, items, factor);
  });
  return factor;
}

/** in = leftᵀ · E · √S and out = rightᵀ · E / √S, where right · rightᵀ = E · S² · Eᵀ. */
function splitSingularValues(
  left: Float32Array,
  right: Float32Array,
  width: number,
  items: number,
  factor: LowRankFactor,
): void {
  const gram = new Float64Array(width * width);
  for (let a = 0; a < width; a++) {
    for (let b = 0; b <= a; b++) gram[a * width + b] = gram[b * width + a] = dot(right, a, b, items);
  }
  const { values, vectors } = symmetricEigen(gram, width);
  for (let k = 0; k < factor.rank; k++) {
    const root = Math.max(values[k]!, 0) ** 0.25;
    for (let d = 0; d < width; d++) {
      const part = vectors[k * width + d]!;
      for (let item = 0; item < items; item++) {
        factor.in[item * factor.rank + k]! += left[d * items + item]! * part * root;
        if (root > 0) factor.out[item * factor.rank + k]! += (right[d * items + item]! * part) / root;
      }
    }
  }
}

/** Makes the rows[width, items] orthonormal in place: Gram & Schmidt, twice over ("twice is enough", Giraud et al. 2005). */
function orthonormalise(rows: Float32Array, width: number, items: number): void {
  for (let a = 0; a < width; a++) {
    const own = rows.subarray(a * items, (a + 1) * items);
    for (let round = 0; round < 2; round++) {
      for (let b = 0; b < a; b++) {
        const share = dot(rows, a, b, items);
        const other = rows.subarray(b * items, (b + 1) * items);
        for (let i = 0; i < items; i++) own[i]! -= share * other[i]!;
      }
    }
    const norm = Math.sqrt(dot(rows, a, a, items));
    // A direction that the table does not have stays zero.
    const scale = norm > 1e-20 ? 1 / norm : 0;
    for (let i = 0; i < items; i++) own[i]! *= scale;
  }
}

function dot(rows: Float32Array, a: number, b: number, items: number): number {
  let sum = 0;
  for (let i = 0; i < items; i++) sum += rows[a * items + i]! * rows[b * items + i]!;
  return sum;
}

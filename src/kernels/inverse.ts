import { KernelError } from './errors.ts';
import { gemm, type GemmOptions } from './gemm.ts';
import { type Runtime, checkCounts } from './runtime.ts';

/** Rows and columns of one step: large enough that the products dominate, small enough for the diagonal. */
const BLOCK = 192;
/** Pivots below this share of the largest diagonal value are rounding noise of float32. */
const SMALLEST_PIVOT = 1e-7;

export interface InverseOptions {
  /** Called after each step with the share of the work that is done, 0 to 1. */
  readonly onProgress?: (fraction: number) => void;
}

/** Buffers of one inversion. */
interface Workspace {
  /** L21 of the step: rows below the block [n − end, size]. */
  readonly below: Float32Array;
  /** The finished row of L⁻¹ left of the block [size, start]. */
  readonly left: Float32Array;
  /** L⁻¹ of the diagonal block [size, size], float64 room beside it. */
  readonly inverse: Float32Array;
  readonly work: Float64Array;
}

/** One block column: rows and columns start … end. */
interface Step {
  readonly n: number;
  readonly start: number;
  readonly end: number;
  readonly size: number;
}

/**
 * matrix[n, n] ← matrix⁻¹, in place, for a symmetric positive definite matrix of which the lower triangle is
 * read; the answer is whole. One sweep merges the three passes of Cholesky, L⁻¹ and L⁻ᵀ · L⁻¹: Bientinesi,
 * Gunter & van de Geijn 2008, "Families of algorithms related to the inversion of a symmetric positive
 * definite matrix". Needs 2 · 192 · n values besides the matrix. On failure the matrix is left in an
 * undefined state.
 */
export function invertSymmetric(
  runtime: Runtime,
  matrix: Float32Array,
  n: number,
  { onProgress }: InverseOptions = {},
): void {
  checkCounts({ n });
  const { arena, pool } = runtime;
  const address = arena.address(matrix, n * n, 'matrix');
  const smallest = SMALLEST_PIVOT * largestDiagonal(matrix, n);
  arena.scoped(() => {
    const workspace = {
      below: arena.float32(n * BLOCK),
      left: arena.float32(n * BLOCK),
      inverse: arena.float32(BLOCK * BLOCK),
      work: arena.float64(2 * BLOCK * BLOCK),
    };
    for (let start = 0; start < n; start += BLOCK) {
      const end = Math.min(n, start + BLOCK);
      const step = { n, start, end, size: end - start };
      factor(runtime, matrix, step, workspace, smallest);
      sweep(runtime, matrix, step, workspace);
      onProgress?.(end / n);
    }
  });
  pool.run('mirrorLower', n, 32, [address, n]);
}

/** Factors the diagonal block in float64; throws where it is not positive definite. */
function factor(
  { pool }: Runtime,
  matrix: Float32Array,
  step: Step,
  { inverse, work }: Workspace,
  smallest: number,
): void {
  const { n, start, size } = step;
  const block = matrix.byteOffset + 4 * (start * n + start);
  const failed = pool.call('factorDiagonal', [block, n, size, smallest, inverse.byteOffset, work.byteOffset]);
  if (failed < 0) return;
  throw new KernelError(
    'kernels/not-positive-definite',
    `the matrix is not positive definite: pivot ${start + failed} of ${n} is not above ` +
      `${smallest.toExponential(1)}; add a larger constant to its diagonal`,
  );
}

/**
 * With the step's block row and column as index 1, what lies before as 0, what follows as 2, V = L11⁻¹: A22
 * −= L21 · L21ᵀ (Cholesky), A20 −= L21 · W10 and A21 ← −L21 · V (L⁻¹), A00 += W10ᵀ · W10, A10 ← Vᵀ · W10 and
 * A11 ← Vᵀ · V (the product), where L21 = A21 · Vᵀ and W10 = V · A10.
 */
function sweep(
  runtime: Runtime,
  matrix: Float32Array,
  { n, start, end, size }: Step,
  workspace: Workspace,
): void {
  const { below, left, inverse } = workspace;
  const rest = n - end;
  const part = (row: number, column: number) => matrix.subarray(row * n + column);
  const multiply = (options: GemmOptions) => gemm(runtime, options);
  const a10 = part(start, 0);
  if (rest > 0) {
    const a21 = part(end, start);
    multiply({ m: rest, n: size, k: size, a: a21, lda: n, b: inverse, transposeB: true, c: below });
    multiply({
      m: rest,
      n: rest,
      k: size,
      a: below,
      b: below,
      transposeB: true,
      c: part(end, end),
      ldc: n,
      accumulate: true,
      negate: true,
      lowerOnly: true,
    });
    multiply({ m: rest, n: size, k: size, a: below, b: inverse, c: a21, ldc: n, negate: true });
  }
  if (start > 0) {
    multiply({ m: size, n: start, k: size, a: inverse, b: a10, ldb: n, c: left });
    if (rest > 0) {
      multiply({
        m: rest,
        n: start,
        k: size,
        a: below,
        b: left,
        c: part(end, 0),
        ldc: n,
        accumulate: true,
        negate: true,
      });
    }
    multiply({
      m: start,
      n: start,
      k: size,
      a: left,
      transposeA: true,
      b: left,
      c: matrix,
      ldc: n,
      accumulate: true,
      lowerOnly: true,
    });
    multiply({ m: size, n: start, k: size, a: inverse, transposeA: true, b: left, c: a10, ldc: n });
  }
  multiply({
    m: size,
    n: size,
    k: size,
    a: inverse,
    transposeA: true,
    b: inverse,
    c: part(start, start),
    ldc: n,
  });
}

function largestDiagonal(matrix: Float32Array, n: number): number {
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, matrix[i * n + i]!);
  return largest;
}

// Speed of the kernels on this machine: `npx tsx src/kernels/kernels.bench.ts [rows of the inverse …]`.
import { type Kernels, openKernels } from './index.ts';

/** Shapes of training (512 histories, 24 dimensions, 10,000 items) beside the usual square one. */
const SHAPES = [
  { m: 1024, n: 1024, k: 1024 },
  { m: 512, n: 10_000, k: 24, transposeB: true },
  { m: 512, n: 24, k: 10_000 },
  { m: 10_000, n: 24, k: 512, transposeA: true },
  { m: 512, n: 10_000, k: 64, transposeB: true },
] as const;

/** Best wall time of about a second of runs, ms. */
function bestTime(run: () => void): number {
  let best = Number.POSITIVE_INFINITY;
  const end = performance.now() + 1000;
  while (performance.now() < end) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

function benchGemm(kernels: Kernels): void {
  for (const shape of SHAPES) {
    kernels.scoped(() => {
      const { m, n, k } = shape;
      const a = kernels.float32(m * k).fill(0.5);
      const b = kernels.float32(k * n).fill(0.5);
      const c = kernels.float32(m * n);
      const time = bestTime(() => kernels.gemm({ ...shape, a, b, c }));
      const speed = (2 * m * n * k) / time / 1e6;
      console.log(`  gemm ${m} × ${n} × ${k}: ${time.toFixed(2)} ms, ${speed.toFixed(1)} GFLOP/s`);
    });
  }
}

function benchInverse(kernels: Kernels, n: number): void {
  kernels.scoped(() => {
    const matrix = kernels.float32(n * n);
    const x = kernels.float32(n * 128);
    for (let i = 0; i < x.length; i++) x[i] = Math.sin(i * i);
    kernels.gemm({ m: n, n, k: 128, a: x, b: x, transposeB: true, c: matrix });
    for (let i = 0; i < n; i++) matrix[i * n + i]! += 50;
    const start = performance.now();
    kernels.invertSymmetric(matrix, n);
    console.log(`  inverse of ${n} × ${n}: ${((performance.now() - start) / 1000).toFixed(2)} s`);
  });
}

const sizes = process.argv.slice(2).map(Number);
for (const variant of ['simd', 'relaxed'] as const) {
  for (const threads of [1, 2]) {
    const kernels = await openKernels({ threads, variant });
    console.log(`${variant}, ${threads} thread${threads > 1 ? 's' : ''}`);
    benchGemm(kernels);
    for (const n of sizes.length > 0 ? sizes : [3700]) benchInverse(kernels, n);
    await kernels.close();
  }
}

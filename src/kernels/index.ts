import { availableParallelism } from 'node:os';
import { Arena } from './arena.ts';
import { MAX_THREADS } from './control.ts';
import { KernelError } from './errors.ts';
import { THREAD_SCRATCH } from './gemm.ts';
import { Kernels } from './kernels.ts';
import { type KernelVariant, loadKernelModule } from './module.ts';
import { ThreadPool } from './thread-pool.ts';

export type { AdamOptions } from './adam.ts';
export type { Mark } from './arena.ts';
export type { BiasBackwardOptions, ScaledBiasOptions } from './bias.ts';
export type { ColumnLists, CrossEntropyOptions, SoftTargets } from './cross-entropy.ts';
export type { TransposeOptions } from './elementwise.ts';
export type { ScatterRowsOptions, SumRowsOptions } from './embedding.ts';
export { KernelError, type KernelErrorCode } from './errors.ts';
export type { GemmOptions } from './gemm.ts';
export type { Histories } from './histories.ts';
export type { InverseOptions } from './inverse.ts';
export type { Kernels } from './kernels.ts';
export type { KernelVariant } from './module.ts';
export type { SparseBackwardOptions, SparseForwardOptions, SparseOptions } from './sparse.ts';

export interface KernelOptions {
  /** 1 to 64, the calling one included; default: as many as the machine has cores. */
  readonly threads?: number;
  /** Default `auto`: relaxed SIMD where this Node has it, else SIMD128. */
  readonly variant?: KernelVariant | 'auto';
}

/** Compiles the kernels and starts their threads, which never keep the process alive. */
export async function openKernels(options: KernelOptions = {}): Promise<Kernels> {
  const { threads = Math.min(MAX_THREADS, availableParallelism()), variant = 'auto' } = options;
  if (!(Number.isInteger(threads) && threads >= 1 && threads <= MAX_THREADS)) {
    throw new KernelError(
      'kernels/argument',
      `threads must be a whole number from 1 to ${MAX_THREADS}, not ${threads}`,
    );
  }
  const loaded = await loadKernelModule(variant);
  const arena = new Arena();
  const scratch = Array.from({ length: threads }, () => arena.scratch(THREAD_SCRATCH));
  const pool = await ThreadPool.start({ module: loaded.module, memory: arena.memory, scratch });
  return new Kernels(loaded.variant, { arena, pool });
}

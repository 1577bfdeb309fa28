import type { Arena } from './arena.ts';
import { KernelError } from './errors.ts';
import type { ThreadPool } from './thread-pool.ts';

/** What every kernel's caller needs: where the arrays live and who runs the ranges. */
export interface Runtime {
  readonly arena: Arena;
  readonly pool: ThreadPool;
}

/** Throws unless every value is a whole number of at least 0 (and addressable). */
export function checkCounts(counts: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(counts)) {
    if (Number.isInteger(count) && count >= 0 && count < 2 ** 31) continue;
    throw new KernelError('kernels/argument', `${name} must be a whole number of at least 0, not ${count}`);
  }
}

/**
 * Elements that one thread takes at a time: about `work` operations, so that handing out costs little. It
 * must not depend on the number of threads, or results would.
 */
export function grainFor(work: number, perElement: number): number {
  return Math.max(1, Math.floor(work / Math.max(1, perElement)));
}

import { quantiseTable } from '../../core/quantise.ts';
import type { Kernels } from '../../kernels/index.ts';
import { factorScorer } from '../scorers.ts';
import { lowRankFactor } from './low-rank.ts';
import { type Peer, SCALE_BYTES } from './peer.ts';

/** Names the random start of the subspace iteration; its result does not depend on it in four digits. */
const SEED = 1;

/**
 * The best low-rank approximation of a table[items, items] that fits: two rows an item of 8-bit codes,
 * each with a float16 scale. The scorer's tables lie in the kernels' memory: release them by the arena.
 */
export function lowRankPeer(kernels: Kernels, table: Float32Array, items: number, budget: number): Peer {
  const rank = Math.max(1, Math.floor(budget / items / 2 - SCALE_BYTES));
  const factor = lowRankFactor(kernels, table, items, rank, SEED);
  const tables = [factor.in, factor.out].map((values) => quantiseTable(values, items, factor.rank, 8));
  return {
    label: 'EASE low rank',
    score: factorScorer(kernels, tables[0]!, tables[1]!),
    bytes: 2 * items * (factor.rank + SCALE_BYTES),
    hyperparameters: { rank: factor.rank },
  };
}

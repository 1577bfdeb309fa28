import { quantiseTable } from '../../../core/quantise.ts';
import type { Kernels } from '../../../kernels/index.ts';
import { factorScorer } from '../../scorers.ts';
import { type Peer, SCALE_BYTES } from '../peer.ts';
import type { ElsaLevel } from './sparse-codes.ts';

/** Entries that fit `bytesPerItem`, at least one: an 8-bit value and an index of log2(dim) bits each, beside a scale. */
export function elsaEntries(bytesPerItem: number, dim: number): number {
  return Math.max(1, Math.min(dim, Math.floor((bytesPerItem - SCALE_BYTES) / valueBytes(dim))));
}

/**
 * Sparse codes as they would ship: 8-bit codes with a float16 scale a row, and packed indices. One table is both ways,
 * in and out. The scorer's tables lie in the kernels' memory: release them by the arena.
 */
export function compressedElsaPeer(kernels: Kernels, level: ElsaLevel): Peer {
  const { items, dim, entries, columns, unit } = level;
  const rows = new Float32Array(items * dim);
  for (let e = 0; e < unit.length; e++) rows[Math.floor(e / entries) * dim + columns[e]!] = unit[e]!;
  const codes = quantiseTable(rows, items, dim, 8);
  return {
    label: 'Compressed ELSA',
    score: factorScorer(kernels, codes, codes),
    bytes: Math.ceil(items * (entries * valueBytes(dim) + SCALE_BYTES)),
    hyperparameters: { dim, entries },
  };
}

function valueBytes(dim: number): number {
  return (8 + Math.ceil(Math.log2(dim))) / 8;
}

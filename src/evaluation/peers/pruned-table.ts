import { pruneTable } from '../../training/students/sparse-table.ts';
import { sparseScorer } from '../scorers.ts';
import { entryBytes, type Peer } from './peer.ts';

/**
 * A closed-form table[items, items] of which the globally largest entries are kept, as many as fit at an
 * 8-bit value and an index each. The values stay at full precision and the row pointers are free: both
 * in the peer's favour.
 */
export function prunedTablePeer(table: Float32Array, items: number, budget: number): Peer {
  const entries = Math.min(items * items, Math.floor(budget / entryBytes(items)));
  const pruned = pruneTable(table, items, entries);
  return {
    label: 'EASE pruned',
    score: sparseScorer(pruned),
    bytes: pruned.values.length * entryBytes(items),
    hyperparameters: { entriesAnItem: entries / items },
  };
}

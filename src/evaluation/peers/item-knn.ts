import type { SparseTable } from '../../core/hybrid.ts';
import type { Folds } from '../../core/interactions.ts';
import { quantiseSparse } from '../../core/quantise.ts';
import { topK } from '../../core/topk.ts';
import type { ScoreUsers } from '../protocol.ts';
import { meanLogQuality } from '../quality.ts';
import { quantisedSparseScorer } from '../scorers.ts';
import { entryBytes, type Peer, SCALE_BYTES } from './peer.ts';

export interface ItemKnnOptions {
  /** Most similar items kept of each item. */
  readonly neighbours: number;
  /** h: similarities that rest on few users are pulled towards zero. */
  readonly shrinkage: number;
}

/** Shrinkages tried on validation users. */
const SHRINKAGES = [0, 3, 10, 30, 100, 300, 1000, 3000];

/**
 * Neighbours by cosine, G_ij / (√(G_ii · G_jj) + h), quantised to 8 bits with a float16 scale a row;
 * gram[items, items] are the co-occurrence counts G. Deshpande & Karypis 2004, section 4, with the
 * shrinkage of Ferrari Dacrema et al. 2021: a liked item votes for the items most similar to it.
 */
export function itemKnn(gram: Float32Array, items: number, options: ItemKnnOptions): SparseTable {
  const { neighbours, shrinkage } = options;
  const norms = Float64Array.from({ length: items }, (_, item) => Math.sqrt(gram[item * items + item]!));
  const similarities = new Float32Array(items);
  const offsets = new Uint32Array(items + 1);
  const columns: number[] = [];
  const values: number[] = [];
  for (let i = 0; i < items; i++) {
    for (let j = 0; j < items; j++) {
      const together = gram[i * items + j]!;
      const counts = j !== i && together > 0;
      similarities[j] = counts ? together / (norms[i]! * norms[j]! + shrinkage) : Number.NEGATIVE_INFINITY;
    }
    for (const j of topK(similarities, neighbours).sort()) {
      columns.push(j);
      values.push(similarities[j]!);
    }
    offsets[i + 1] = columns.length;
  }
  return quantiseSparse({
    rows: items,
    offsets,
    columns: Uint32Array.from(columns),
    values: Float32Array.from(values),
  });
}

/**
 * The best item-kNN of at most `budget` bytes: as many neighbours as fit, a fixed number an item, so
 * that no row pointers are needed; the shrinkage is chosen on validation users.
 */
export async function itemKnnPeer(
  gram: Float32Array,
  items: number,
  budget: number,
  validation: Folds,
): Promise<Peer> {
  const neighbours = Math.max(0, Math.floor((budget / items - SCALE_BYTES) / entryBytes(items)));
  let best: { score: ScoreUsers; shrinkage: number; quality: number } | undefined;
  for (const shrinkage of SHRINKAGES) {
    const score = quantisedSparseScorer(itemKnn(gram, items, { neighbours, shrinkage }));
    const quality = await meanLogQuality(score, validation);
    if (!best || quality > best.quality) best = { score, shrinkage, quality };
  }
  return {
    label: 'item-kNN',
    score: best!.score,
    bytes: items * (neighbours * entryBytes(items) + SCALE_BYTES),
    hyperparameters: { neighbours, shrinkage: best!.shrinkage },
  };
}

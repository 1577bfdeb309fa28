import type { HistoryLength } from './history-length.ts';

/** Who liked what, as compressed rows: user u's items are indices[offsets[u] … offsets[u + 1] − 1]. */
export interface InteractionMatrix {
  readonly users: number;
  readonly items: number;
  /** offsets[users + 1] */
  readonly offsets: Uint32Array;
  /** indices[interactions] */
  readonly indices: Uint32Array;
}

/** Who rated what, as compressed rows with the stars of each rating. */
export interface RatingMatrix extends InteractionMatrix {
  /** ratings[interactions]: stars. */
  readonly ratings: Uint8Array;
}

/** Users of one evaluation: row r of `history` is what a model sees, row r of `targets` what it must find. */
export interface Fold {
  readonly history: InteractionMatrix;
  readonly targets: InteractionMatrix;
}

export type Folds = Readonly<Record<HistoryLength, Fold>>;

/** Users split before any training; items are those that training users liked. */
export interface Split {
  /** itemIds[items], ascending. */
  readonly itemIds: readonly string[];
  readonly training: InteractionMatrix;
  /**
   * Ratings of the training users below a like, of the same items: no target and in nobody's history, but what
   * somebody finished and rated 3 says what goes together, too.
   */
  readonly lower: RatingMatrix;
  readonly validation: Folds;
  readonly test: Folds;
}

/** The items of row `user`, without copying. */
export function rowOf(matrix: InteractionMatrix, user: number): Uint32Array {
  return matrix.indices.subarray(matrix.offsets[user], matrix.offsets[user + 1]);
}

/** counts[items]: how many users have each item. */
export function countItems(matrix: InteractionMatrix): Uint32Array {
  const counts = new Uint32Array(matrix.items);
  for (const item of matrix.indices) counts[item]!++;
  return counts;
}

/** Builds the compressed rows of lists of item indices. */
export function matrixOf(rows: readonly ArrayLike<number>[], items: number): InteractionMatrix {
  const offsets = new Uint32Array(rows.length + 1);
  rows.forEach((row, r) => {
    offsets[r + 1] = offsets[r]! + row.length;
  });
  const indices = new Uint32Array(offsets[rows.length]!);
  rows.forEach((row, r) => indices.set(row, offsets[r]));
  return { users: rows.length, items, offsets, indices };
}

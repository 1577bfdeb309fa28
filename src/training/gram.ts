import { type InteractionMatrix, type RatingMatrix, rowOf } from '../core/interactions.ts';

/** Ratings below a like, and how much one of 1, 2 and 3 stars counts beside a like's 1. */
export interface LowerEvidence {
  /** Of the same users and items as the likes. */
  readonly lower: RatingMatrix;
  readonly weights: readonly [number, number, number];
}

export interface GramOptions {
  /** How much less users with many interactions count. Default 0. */
  readonly userPower?: number | undefined;
  /** Default: likes alone. */
  readonly evidence?: LowerEvidence | undefined;
}

/**
 * Adds the co-occurrence counts G = Σ_u w_u · x_u x_uᵀ to gram[items, items], a zeroed row-major matrix. x_ui
 * is 1 for a like and the rating's weight for what `evidence` adds; w_u = (Σ_i x_ui / mean)^−userPower: with 0
 * (the default) every pair of likes counts 1 and the diagonal is the likes of an item; above 0 those who like
 * everything say less about what goes together.
 */
export function addGram(
  interactions: InteractionMatrix,
  gram: Float32Array,
  { userPower = 0, evidence }: GramOptions = {},
): void {
  const { users, items } = interactions;
  const rows = Array.from({ length: users }, (_, user) => weightedRow(interactions, user, evidence));
  const mean = rows.reduce((sum, { total }) => sum + total, 0) / users;
  for (const { indices, values, total } of rows) {
    const weight = userPower === 0 ? 1 : (total / mean) ** -userPower;
    for (let a = 0; a < indices.length; a++) {
      const row = indices[a]! * items;
      const scaled = weight * values[a]!;
      for (let b = 0; b < indices.length; b++) gram[row + indices[b]!]! += scaled * values[b]!;
    }
  }
}

/** x_u: the items that count for a user, what each counts, and their sum. */
interface WeightedRow {
  readonly indices: Uint32Array;
  readonly values: Float32Array;
  readonly total: number;
}

function weightedRow(
  interactions: InteractionMatrix,
  user: number,
  evidence: LowerEvidence | undefined,
): WeightedRow {
  const liked = rowOf(interactions, user);
  if (!evidence)
    return { indices: liked, values: new Float32Array(liked.length).fill(1), total: liked.length };
  const { lower, weights } = evidence;
  const indices = [...liked];
  const values = indices.map(() => 1);
  for (let e = lower.offsets[user]!; e < lower.offsets[user + 1]!; e++) {
    const weight = weights[lower.ratings[e]! - 1] ?? 0;
    if (weight === 0) continue;
    indices.push(lower.indices[e]!);
    values.push(weight);
  }
  const total = values.reduce((sum, value) => sum + Math.abs(value), 0);
  return { indices: Uint32Array.from(indices), values: Float32Array.from(values), total };
}

import { type InteractionMatrix, rowOf } from '../core/interactions.ts';

/**
 * Adds the co-occurrence counts G = Σ_u w_u · x_u x_uᵀ to gram[items, items], a zeroed row-major matrix.
 * w_u = (likes of u / mean likes)^−userPower: with 0 (the default) every pair of likes counts 1 and the
 * diagonal is the likes of an item; above 0 those who like everything say less about what goes together.
 */
export function addGram(interactions: InteractionMatrix, gram: Float32Array, userPower = 0): void {
  const { users, items, offsets } = interactions;
  const mean = offsets[users]! / users;
  for (let user = 0; user < users; user++) {
    const liked = rowOf(interactions, user);
    const weight = userPower === 0 ? 1 : (liked.length / mean) ** -userPower;
    for (let a = 0; a < liked.length; a++) {
      const row = liked[a]! * items;
      for (let b = 0; b < liked.length; b++) gram[row + liked[b]!]! += weight;
    }
  }
}

import { type InteractionMatrix, rowOf } from '../core/interactions.ts';

/** Adds the co-occurrence counts G = XᵀX to gram[items, items], a zeroed row-major matrix; diagonal = likes of an item. */
export function addGram(interactions: InteractionMatrix, gram: Float32Array): void {
  const { users, items } = interactions;
  for (let user = 0; user < users; user++) {
    const liked = rowOf(interactions, user);
    for (let a = 0; a < liked.length; a++) {
      const row = liked[a]! * items;
      for (let b = 0; b < liked.length; b++) gram[row + liked[b]!]! += 1;
    }
  }
}

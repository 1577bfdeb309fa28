import type { Movement } from './comparison.ts';
import { movementOf } from './comparison.ts';

interface Listed {
  readonly id: string;
  readonly title: string;
}

/** A list that is not shown yet, seen from the one that is. */
export interface Preview {
  readonly items: readonly (Listed & { readonly movement: Movement })[];
  /** Shown now, and gone then. */
  readonly leaving: readonly Listed[];
}

/** What moves, comes and leaves from the shown list to the coming one. */
export function previewOf(shown: readonly Listed[], coming: readonly Listed[]): Preview {
  const before = shown.map(({ id }) => id);
  const after = new Set(coming.map(({ id }) => id));
  return {
    items: coming.map(({ id, title }, at) => ({ id, title, movement: movementOf(before.indexOf(id), at) })),
    leaving: shown.filter(({ id }) => !after.has(id)).map(({ id, title }) => ({ id, title })),
  };
}

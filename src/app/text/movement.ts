import type { Movement } from '../store/comparison.ts';
import type { Text } from './text.ts';

/** What stands beside an item that moved, and what a screen reader says of it. */
export function describeMovement(
  { movement: words }: Text,
  movement: Movement,
): { readonly sign: string; readonly spoken: string } {
  switch (movement.kind) {
    case 'same':
      return { sign: '=', spoken: words.same };
    case 'new':
      return { sign: words.newSign, spoken: words.new };
    case 'up':
      return { sign: `▲${movement.by}`, spoken: words.up(movement.by) };
    case 'down':
      return { sign: `▼${movement.by}`, spoken: words.down(movement.by) };
  }
}

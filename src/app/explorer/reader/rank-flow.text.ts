import type { Movement } from '../../store/comparison.ts';

/** What stands beside an item, and what a screen reader says of it. */
export function stepText(step: Movement): { readonly sign: string; readonly spoken: string } {
  switch (step.kind) {
    case 'same':
      return { sign: '=', spoken: 'same place' };
    case 'new':
      return { sign: 'new', spoken: 'new' };
    case 'up':
      return { sign: `▲${step.by}`, spoken: `up ${step.by}` };
    case 'down':
      return { sign: `▼${step.by}`, spoken: `down ${step.by}` };
  }
}

export const FLOW_TEXT = {
  missing: { sign: '✕', spoken: 'not in the other list' },
  heldOut: 'held out',
  probability: (percent: string) => `probability ${percent}`,
  counts: ({
    same,
    moved,
    added,
    missing,
  }: {
    same: number;
    moved: number;
    added: number;
    missing: number;
  }) => `${same} in the same place, ${moved} moved, ${added} new, ${missing} missing.`,
} as const;

/** Where an item of the second list stood in the first. */
export type Step =
  | { readonly kind: 'same' }
  | { readonly kind: 'up' | 'down'; readonly by: number }
  /** Not in the first list. */
  | { readonly kind: 'new' };

export interface FlowEntry {
  /** Item index. */
  readonly item: number;
  /** 1 is best. */
  readonly rank: number;
}

/** Two lists, and how each item came from one to the other. */
export interface Flow {
  readonly from: readonly (FlowEntry & { readonly missing: boolean })[];
  readonly to: readonly (FlowEntry & { readonly step: Step })[];
  /** Places of the items in both lists, from 1. */
  readonly links: readonly { readonly item: number; readonly from: number; readonly to: number }[];
}

export function flowBetween(from: readonly number[], to: readonly number[]): Flow {
  const placeBefore = new Map(from.map((item, at) => [item, at + 1]));
  const placeAfter = new Map(to.map((item, at) => [item, at + 1]));
  return {
    from: from.map((item, at) => ({ item, rank: at + 1, missing: !placeAfter.has(item) })),
    to: to.map((item, at) => ({ item, rank: at + 1, step: stepOf(placeBefore.get(item), at + 1) })),
    links: from.flatMap((item, at) => {
      const place = placeAfter.get(item);
      return place === undefined ? [] : [{ item, from: at + 1, to: place }];
    }),
  };
}

/** How many items of each kind the second list has, and how many of the first it lacks. */
export function countSteps({ from, to }: Flow): {
  same: number;
  moved: number;
  added: number;
  missing: number;
} {
  const count = (...kinds: Step['kind'][]) => to.filter(({ step }) => kinds.includes(step.kind)).length;
  return {
    same: count('same'),
    moved: count('up', 'down'),
    added: count('new'),
    missing: from.filter(({ missing }) => missing).length,
  };
}

function stepOf(before: number | undefined, after: number): Step {
  if (before === undefined) return { kind: 'new' };
  if (before === after) return { kind: 'same' };
  return before > after ? { kind: 'up', by: before - after } : { kind: 'down', by: after - before };
}

import { type Movement, movementOf } from '../store/comparison.ts';

export interface FlowEntry {
  /** Item index. */
  readonly item: number;
  /** 1 is best. */
  readonly rank: number;
}

/** Two lists, and how each item came from one to the other. */
export interface Flow {
  readonly from: readonly (FlowEntry & { readonly missing: boolean })[];
  readonly to: readonly (FlowEntry & { readonly step: Movement })[];
  /** Places of the items in both lists, from 1. */
  readonly links: readonly { readonly item: number; readonly from: number; readonly to: number }[];
}

export function flowBetween(from: readonly number[], to: readonly number[]): Flow {
  const placeBefore = new Map(from.map((item, at) => [item, at + 1]));
  const placeAfter = new Map(to.map((item, at) => [item, at + 1]));
  return {
    from: from.map((item, at) => ({ item, rank: at + 1, missing: !placeAfter.has(item) })),
    to: to.map((item, at) => ({ item, rank: at + 1, step: movementOf(placeBefore.get(item) ?? -1, at + 1) })),
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
  const count = (...kinds: Movement['kind'][]) => to.filter(({ step }) => kinds.includes(step.kind)).length;
  return {
    same: count('same'),
    moved: count('up', 'down'),
    added: count('new'),
    missing: from.filter(({ missing }) => missing).length,
  };
}

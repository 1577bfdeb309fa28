import { topK } from '../../src/core/topk.ts';
import { exactDot, STEP } from './workload.ts';
import type { Top, Workload } from './workload.ts';

/** Ranks compared. */
const RANKS = 10;

/** How far a float32 route may be off, as a share of the score. */
const TOLERANCE = 1e-5;

/** The k best items by exact whole numbers. */
export function exactTop(workload: Workload, user: Float32Array, k: number): Top {
  const dots = Float32Array.from({ length: workload.items }, (_, item) => exactDot(workload, user, item));
  const items = topK(dots, k);
  return { items, scores: Float32Array.from(items, (item) => dots[item]! * STEP * STEP) };
}

/**
 * Says what is wrong with a route's answer, or nothing: as many items as asked for, none twice, and at each
 * of the first ten ranks an item whose exact score is that rank's. Tied items may stand in any order.
 */
export function findFault(
  workload: Workload,
  user: Float32Array,
  expected: Top,
  top: Top,
): string | undefined {
  if (top.items.length !== expected.items.length) {
    return `${top.items.length} items instead of ${expected.items.length}`;
  }
  if (new Set(Array.from(top.items)).size !== top.items.length) return 'an item twice';
  for (let rank = 0; rank < Math.min(RANKS, expected.items.length); rank++) {
    const item = top.items[rank]!;
    const wanted = expected.scores[rank]!;
    const exact = exactDot(workload, user, item) * STEP * STEP;
    const allowed = TOLERANCE * Math.abs(wanted);
    // Written so that NaN is a fault.
    if (!(Math.abs(exact - wanted) <= allowed))
      return `rank ${rank + 1}: item ${item} of ${exact}, not ${wanted}`;
    if (!(Math.abs(top.scores[rank]! - exact) <= allowed)) {
      return `rank ${rank + 1}: item ${item} is said to have ${top.scores[rank]}, and has ${exact}`;
    }
  }
  return undefined;
}

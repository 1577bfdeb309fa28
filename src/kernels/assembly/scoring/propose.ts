import { at } from '../vector';
import { push, replaceRoot } from './heap';
import { Request } from './request';

/** The lowest bar, which all that is finite passes. */
export const ANYTHING: f32 = -f32.MAX_VALUE;

/**
 * Proposes what of the values of a block may be among the k best, and sets the bar for what comes next: the k-th
 * best so far less the margin. It only rises, so what is under it now is out for good.
 */
export function proposeBlock(request: Request, first: i32, count: i32): void {
  const values = request.values;
  let bar = request.bar;
  let bars = f32x4.splat(bar);
  for (let i = 0; i < count; i += 4) {
    if (!v128.any_true(f32x4.ge(v128.load(at(values, i)), bars))) continue;
    for (let lane = i; lane < i + 4; lane++) {
      const score = load<f32>(at(values, lane));
      if (score >= bar) bar = proposeItem(request, first + lane, score, bar);
    }
    bars = f32x4.splat(bar);
  }
  request.bar = bar;
}

/** Gives the bar that the item leaves behind. */
export function proposeItem(request: Request, item: i32, score: f32, bar: f32): f32 {
  const found = request.found;
  store<i32>(at(request.proposed, found), item);
  store<f32>(at(request.proposedScores, found), score);
  request.found = found + 1;
  const heap = request.heap;
  const k = request.k;
  if (found < k) push(heap, found, score);
  else if (score > load<f32>(heap)) replaceRoot(heap, k, score);
  return found + 1 < k ? bar : max(ANYTHING, load<f32>(heap) - request.margin);
}

/** Takes out again what the bar, now final, shuts out. */
export function dropUnder(request: Request): void {
  const bar = request.bar;
  const proposed = request.proposed;
  let kept = 0;
  for (let i = 0; i < request.found; i++) {
    if (load<f32>(at(request.proposedScores, i)) < bar) continue;
    store<i32>(at(proposed, kept++), load<i32>(at(proposed, i)));
  }
  request.found = kept;
}

import { scoreRange } from './index';
import { proposeItem } from './propose';
import { RANGE, Request } from './request';

/** The kernels for a memory that several threads share: those for one thread, and what the threads say to one another. */
export { begin, finish, scoreRange } from './index';

/** Bits of the counter that hold a range; those above hold the last bits of the request's stamp. */
const RANGE_BITS: u32 = 16;

/**
 * Scores ranges as long as there are any that no thread has taken. The counter says which request it counts for: a
 * thread that was held up takes nothing of a later one.
 */
export function work(request: Request): void {
  const counter = request.counter;
  const ranges = <u32>((request.items + RANGE - 1) / RANGE);
  const stamp = (<u32>request.stamp) << RANGE_BITS;
  for (;;) {
    const seen = atomic.load<u32>(counter);
    const range = seen ^ stamp;
    // Of another request, what is left is larger than any range.
    if (range >= ranges) return;
    if (atomic.cmpxchg<u32>(counter, seen, seen + 1) == seen) scoreRange(request, <i32>range);
  }
}

/** Proposes again, for the whole request, what a helper has proposed for its ranges. */
export function adopt(request: Request, helper: Request): void {
  let bar = request.bar;
  for (let i = 0; i < helper.found; i++) {
    const score = load<f32>(helper.proposedScores + ((<usize>i) << 2));
    if (score < bar) continue;
    bar = proposeItem(request, load<i32>(helper.proposed + ((<usize>i) << 2)), score, bar);
  }
  request.bar = bar;
}

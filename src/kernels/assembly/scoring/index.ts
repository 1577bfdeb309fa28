import { at, sumLanes } from '../vector';
import { PANEL, dots4, dots8 } from './dots';
import { expOfNegative4 } from './exponential';
import { ANYTHING, dropUnder, proposeBlock } from './propose';
import { RANGE, RECORD, RangeRecord, Request } from './request';
import { finishScores } from './scores';

/** Items scored before they are ranked: their scores stay in the first cache. */
const BLOCK: i32 = 512;

/** Forgets what was proposed. */
export function begin(request: Request): void {
  request.found = 0;
  request.bar = ANYTHING;
}

/**
 * Scores the items of one range, proposes what may be among the k best, and writes the range's record. A record does
 * not depend on what was scored before it: so sums over all ranges are the same on any number of threads.
 */
export function scoreRange(request: Request, range: i32): void {
  const end = min(request.items, (range + 1) * RANGE);
  const record = changetype<RangeRecord>(request.ranges + <usize>range * RECORD);
  record.largest = -Infinity;
  record.total = 0;
  for (let first = range * RANGE; first < end; first += BLOCK) {
    const count = min(BLOCK, (end - first + PANEL - 1) & ~(PANEL - 1));
    dotBlock(request, first, count);
    const largest = finishScores(request, first, count);
    if (largest < ANYTHING) continue;
    addExponentials(record, request.values, count, largest);
    if (largest >= request.bar) proposeBlock(request, first, count);
  }
  record.stamp = request.stamp;
}

/** Takes out again what the bar, now final, shuts out. */
export function finish(request: Request): void {
  dropUnder(request);
}

function dotBlock(request: Request, first: i32, count: i32): void {
  const steps = request.steps;
  const user = request.user;
  const start = request.start;
  const mask = request.mask + first;
  const values = request.values;
  const panels = count / PANEL;
  const codes = request.codes + <usize>(first * steps * (request.bits == 8 ? 2 : 4));
  if (request.bits == 8) dots8(codes, panels, steps, user, start, mask, values);
  else dots4(codes, panels, steps, user, start, mask, values);
}

/** total += Σ exp(values[count] − largest so far), the total being moved along when that grows. */
function addExponentials(record: RangeRecord, values: usize, count: i32, blockLargest: f32): void {
  const before = record.largest;
  if (blockLargest > before) {
    record.total *= <f64>f32x4.extract_lane(expOfNegative4(f32x4.splat(before - blockLargest)), 0);
    record.largest = blockLargest;
  }
  const largest = f32x4.splat(record.largest);
  let sums = f32x4.splat(0);
  for (let i = 0; i < count; i += 4) {
    sums = f32x4.add(sums, expOfNegative4(f32x4.sub(v128.load(at(values, i)), largest)));
  }
  record.total += sumLanes(sums);
}

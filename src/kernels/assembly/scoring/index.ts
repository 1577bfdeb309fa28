import { exp1, exp4 } from '../exp-log';
import { at, sumLanes } from '../vector';
import { PANEL, dots4, dots8 } from './dots';
import { ANYTHING, dropUnder, proposeBlock } from './propose';
import { Request } from './request';
import { finishScores } from './scores';

/** Items scored before they are ranked: their scores stay in the first cache. */
const BLOCK: i32 = 512;

/** Scores every item of a request and proposes what may be among its k best; needs room for a block's scores. */
export function score(request: Request, values: usize): void {
  request.found = 0;
  request.largest = -Infinity;
  request.total = 0;
  let bar = ANYTHING;
  for (let first = 0; first < request.items; first += BLOCK) {
    const count = min(BLOCK, (request.items - first + PANEL - 1) & ~(PANEL - 1));
    dotBlock(request, first, count, values);
    const largest = finishScores(request, first, count, values);
    if (largest < ANYTHING) continue;
    addExponentials(request, count, values, largest);
    if (largest >= bar) bar = proposeBlock(request, first, count, values, bar);
  }
  dropUnder(request, bar);
}

function dotBlock(request: Request, first: i32, count: i32, values: usize): void {
  const steps = request.steps;
  const user = request.user;
  const start = request.start;
  const mask = request.mask + first;
  const panels = count / PANEL;
  const codes = request.codes + <usize>(first * steps * (request.bits == 8 ? 2 : 4));
  if (request.bits == 8) dots8(codes, panels, steps, user, start, mask, values);
  else dots4(codes, panels, steps, user, start, mask, values);
}

/** total += Σ exp(values[count] − largest so far), the total being moved along when that grows. */
function addExponentials(request: Request, count: i32, values: usize, blockLargest: f32): void {
  const before = request.largest;
  if (blockLargest > before) {
    request.total *= <f64>exp1(before - blockLargest);
    request.largest = blockLargest;
  }
  const largest = f32x4.splat(request.largest);
  let sums = f32x4.splat(0);
  for (let i = 0; i < count; i += 4) {
    sums = f32x4.add(sums, exp4(f32x4.sub(v128.load(at(values, i)), largest)));
  }
  request.total += sumLanes(sums);
}

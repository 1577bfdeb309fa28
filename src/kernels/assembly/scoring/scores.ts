import { maxLane } from '../vector';
import { Request } from './request';

/** Below every score; what is no candidate, or has no finite score, gets it. */
const NOTHING: f32 = -Infinity;

/**
 * values[count] ← step · scale · values + sparse + fade · bias + popularity · prior, where values are whole
 * numbers and become scores; −Infinity for what is no candidate or not finite. Answers the largest.
 */
export function finishScores(request: Request, first: i32, count: i32, values: usize): f32 {
  const step = f32x4.splat(request.step);
  const fade = f32x4.splat(request.fade);
  const popularity = request.popularity;
  let largest = f32x4.splat(NOTHING);
  for (let i = 0; i < count; i += 4) {
    const item = <usize>(first + i);
    const flags = load<u32>(request.mask + item);
    const at = item << 2;
    const to = values + (<usize>i << 2);
    let score = f32x4.mul(f32x4.convert_i32x4_s(v128.load(to)), f32x4.mul(step, v128.load(request.scales + at)));
    // Few items have a sparse part, so it is read where the mask says so and nowhere else.
    if (flags & 0x02020202) score = f32x4.add(score, v128.load(request.sparse + at));
    score = f32x4.add(score, f32x4.mul(fade, v128.load(request.bias + at)));
    if (popularity != 0) {
      score = f32x4.add(score, f32x4.mul(f32x4.splat(popularity), v128.load(request.prior + at)));
    }
    const finite = f32x4.le(f32x4.abs(score), f32x4.splat(f32.MAX_VALUE));
    score = v128.bitselect(score, f32x4.splat(NOTHING), v128.and(candidates(flags), finite));
    v128.store(to, score);
    largest = f32x4.max(largest, score);
  }
  return maxLane(largest);
}

/** All ones in the lanes of candidates. */
@inline
function candidates(flags: u32): v128 {
  const wide = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(i32x4.splat(flags)));
  return i32x4.ne(v128.and(wide, i32x4.splat(1)), i32x4.splat(0));
}

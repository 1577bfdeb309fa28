import { maxLane } from '../vector';
import { Request } from './request';

/** The masks of four candidates. */
const ALL: u32 = 0x01010101;

/** Below every score; what is no candidate, or has no finite score, gets it. */
const NOTHING: f32 = -Infinity;

/**
 * values[count] ← step · scale · values + sparse + fade · bias + popularity · prior, where values are whole
 * numbers and become scores; −Infinity for what is no candidate or not finite. Answers the largest.
 */
export function finishScores(request: Request, first: i32, count: i32): f32 {
  const values = request.values;
  const step = f32x4.splat(request.step);
  const fade = f32x4.splat(request.fade);
  const popularity = request.popularity;
  // Read once: the loop writes to memory, and the compiler cannot know that it writes elsewhere.
  const mask = request.mask;
  const scales = request.scales;
  const bias = request.bias;
  const sparse = request.sparse;
  const prior = request.prior;
  let largest = f32x4.splat(NOTHING);
  for (let i = 0; i < count; i += 4) {
    const item = <usize>(first + i);
    const flags = load<u32>(mask + item);
    const at = item << 2;
    const to = values + (<usize>i << 2);
    let score = f32x4.mul(f32x4.convert_i32x4_s(v128.load(to)), f32x4.mul(step, v128.load(scales + at)));
    // Few items have a sparse part, so it is read where the mask says so and nowhere else.
    if (flags & 0x02020202) score = f32x4.add(score, v128.load(sparse + at));
    score = f32x4.add(score, f32x4.mul(fade, v128.load(bias + at)));
    if (popularity != 0) {
      score = f32x4.add(score, f32x4.mul(f32x4.splat(popularity), v128.load(prior + at)));
    }
    let counts = f32x4.le(f32x4.abs(score), f32x4.splat(f32.MAX_VALUE));
    // Nearly always all four are candidates.
    if ((flags & ALL) != ALL) counts = v128.and(counts, candidates(flags));
    score = v128.bitselect(score, f32x4.splat(NOTHING), counts);
    v128.store(to, score);
    // One instruction where `max` takes six; they differ for what is no number, and none is left.
    largest = f32x4.pmax(largest, score);
  }
  return maxLane(largest);
}

/** All ones in the lanes of candidates. */
@inline
function candidates(flags: u32): v128 {
  const wide = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(i32x4.splat(flags)));
  return i32x4.ne(v128.and(wide, i32x4.splat(1)), i32x4.splat(0));
}

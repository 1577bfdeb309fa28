/** Items whose codes lie together: four vectors of four sums, as many as the registers hold. */
export const PANEL: i32 = 16;
/** Bytes of one step of a panel: two codes of 8 bits, or eight of 4, for each of its items. */
const STEP_8: usize = 32;
const STEP_4: usize = 64;

/**
 * out[items] = start + codes · user in whole numbers, for `panels` panels of 8-bit codes. Panels without a
 * candidate are left as they are. Codes lie as [panel][step][item][2]; user as [step][2].
 */
export function dots8(
  codes: usize, panels: i32, steps: i32, user: usize, start: i32, mask: usize, out: usize,
): void {
  const stride = STEP_8 * <usize>steps;
  for (let p = 0; p < panels; p++, codes += stride, mask += 16, out += 64) {
    if (!v128.any_true(v128.load(mask))) continue;
    let a = i32x4.splat(start), b = a, c = a, d = a;
    let u = user;
    for (let at = codes; at < codes + stride; at += STEP_8, u += 4) {
      const pair = v128.load32_splat(u);
      a = i32x4.add(a, i32x4.dot_i16x8_s(v128.load_ext<i8>(at), pair));
      b = i32x4.add(b, i32x4.dot_i16x8_s(v128.load_ext<i8>(at, 8), pair));
      c = i32x4.add(c, i32x4.dot_i16x8_s(v128.load_ext<i8>(at, 16), pair));
      d = i32x4.add(d, i32x4.dot_i16x8_s(v128.load_ext<i8>(at, 24), pair));
    }
    keep(out, a, b, c, d);
  }
}

/**
 * The same for 4-bit codes, stored plus 8: `start` takes that off again. Codes lie as [panel][step][item][8],
 * two a byte, the even column low; user as [step][4][2], because the halves of a 16-bit lane are four columns
 * and an item has two lanes: columns 0 and 4, 1 and 5, 2 and 6, 3 and 7.
 */
export function dots4(
  codes: usize, panels: i32, steps: i32, user: usize, start: i32, mask: usize, out: usize,
): void {
  const stride = STEP_4 * <usize>steps;
  for (let p = 0; p < panels; p++, codes += stride, mask += 16, out += 64) {
    if (!v128.any_true(v128.load(mask))) continue;
    let a = i32x4.splat(start), b = a, c = a, d = a;
    let u = user;
    for (let at = codes; at < codes + stride; at += STEP_4, u += 16) {
      const first = v128.load32_splat(u);
      const second = v128.load32_splat(u, 4);
      const third = v128.load32_splat(u, 8);
      const fourth = v128.load32_splat(u, 12);
      a = i32x4.add(a, dotNibbles(v128.load(at), first, second, third, fourth));
      b = i32x4.add(b, dotNibbles(v128.load(at, 16), first, second, third, fourth));
      c = i32x4.add(c, dotNibbles(v128.load(at, 32), first, second, third, fourth));
      d = i32x4.add(d, dotNibbles(v128.load(at, 48), first, second, third, fourth));
    }
    keep(out, a, b, c, d);
  }
}

/** Four items' sums over eight columns: each nibble is moved to the bottom of its 16-bit lane. */
@inline
function dotNibbles(bytes: v128, first: v128, second: v128, third: v128, fourth: v128): v128 {
  const low = i16x8.splat(15);
  const left = i32x4.add(
    i32x4.dot_i16x8_s(v128.and(bytes, low), first),
    i32x4.dot_i16x8_s(v128.and(i16x8.shr_u(bytes, 4), low), second),
  );
  const right = i32x4.add(
    i32x4.dot_i16x8_s(v128.and(i16x8.shr_u(bytes, 8), low), third),
    i32x4.dot_i16x8_s(i16x8.shr_u(bytes, 12), fourth),
  );
  return i32x4.add(left, right);
}

@inline
function keep(out: usize, a: v128, b: v128, c: v128, d: v128): void {
  v128.store(out, a);
  v128.store(out, b, 16);
  v128.store(out, c, 32);
  v128.store(out, d, 48);
}

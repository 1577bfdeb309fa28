/** 2^112: float16 counts exponents from −15 and float32 from −127. */
const REBIAS: f32 = 5.192296858534828e33;
/** Smallest magnitude that float16's bits have, shifted, when they stand for infinity or no number. */
const INFINITE: i32 = 0x7c00 << 13;

/**
 * Four float16, whose bits stand in the lower halves of the lanes, as float32; exact. The product makes
 * subnormal halves normal, so their exponent needs no case of its own.
 */
@inline
export function halves4(bits: v128): v128 {
  const sign = i32x4.shl(v128.and(bits, i32x4.splat(0x8000)), 16);
  const magnitude = i32x4.shl(v128.and(bits, i32x4.splat(0x7fff)), 13);
  const infinite = v128.and(i32x4.ge_s(magnitude, i32x4.splat(INFINITE)), i32x4.splat(0x7f800000));
  return v128.or(v128.or(f32x4.mul(magnitude, f32x4.splat(REBIAS)), infinite), sign);
}

/** out[length] as float32 ← halves[length], float16's bits. */
export function decodeHalves(out: usize, halves: usize, length: i32): void {
  const whole = length & ~3;
  let i = 0;
  for (; i < whole; i += 4) {
    v128.store(out + ((<usize>i) << 2), halves4(v128.load16x4_u(halves + ((<usize>i) << 1))));
  }
  for (; i < length; i++) {
    const lane = halves4(i32x4.splat(load<u16>(halves + ((<usize>i) << 1))));
    store<f32>(out + ((<usize>i) << 2), f32x4.extract_lane(lane, 0));
  }
}

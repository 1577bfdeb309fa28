import { multiplyAdd } from './vector';

const LN_2: f64 = 0.6931471805599453;

/** 1.5 · 2^23: added to a small number, it leaves the nearest whole number in the mantissa's last bits. */
const ROUND: f32 = 12582912;

/**
 * exp of four lanes, for x ≤ 88; relative error about 1e-7. Below −87 the answer is exactly 0, which is what
 * a masked logit must get, whatever the steps between made of it; what is no number stays so. Polynomial of
 * Cephes' expf (Moshier).
 */
@inline
export function exp4(x: v128): v128 {
  const dead = f32x4.lt(x, f32x4.splat(-87));
  const rounded = multiplyAdd(x, f32x4.splat(1.44269504088896341), f32x4.splat(ROUND));
  const power = f32x4.sub(rounded, f32x4.splat(ROUND));
  // ln 2 in two pieces, so that the remainder keeps its last bits.
  let r = multiplyAdd(power, f32x4.splat(-0.693359375), x);
  r = multiplyAdd(power, f32x4.splat(2.12194440e-4), r);
  let p = f32x4.splat(1.9875691500e-4);
  p = multiplyAdd(p, r, f32x4.splat(1.3981999507e-3));
  p = multiplyAdd(p, r, f32x4.splat(8.3334519073e-3));
  p = multiplyAdd(p, r, f32x4.splat(4.1665795894e-2));
  p = multiplyAdd(p, r, f32x4.splat(1.6666665459e-1));
  p = multiplyAdd(p, r, f32x4.splat(5.0000001201e-1));
  p = f32x4.add(multiplyAdd(p, f32x4.mul(r, r), r), f32x4.splat(1));
  // The shift pushes out all of `rounded` but the whole number.
  const scale = i32x4.shl(i32x4.add(rounded, i32x4.splat(127)), 23);
  return v128.andnot(f32x4.mul(p, scale), dead);
}

/** exp of one number, equal to a lane of exp4. */
@inline
export function exp1(x: f32): f32 {
  return f32x4.extract_lane(exp4(f32x4.splat(x)), 0);
}

/**
 * Natural logarithm of a positive normal float64, without the tables of a maths library: x = 2^e · m with m
 * around 1, ln m = 2 · artanh((m − 1) / (m + 1)) by its power series; absolute error about 1e-15.
 */
export function ln(x: f64): f64 {
  const bits = reinterpret<u64>(x);
  let exponent = <i32>(bits >> 52) - 1023;
  let mantissa = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
  if (mantissa > 1.4142135623730951) {
    mantissa *= 0.5;
    exponent++;
  }
  const t = (mantissa - 1) / (mantissa + 1);
  const square = t * t;
  let sum: f64 = 0;
  for (let odd = 21; odd > 0; odd -= 2) sum = sum * square + 1 / <f64>odd;
  return 2 * t * sum + <f64>exponent * LN_2;
}

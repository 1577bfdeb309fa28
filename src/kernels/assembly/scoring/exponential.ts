/** 1.5 · 2^23 + 127: added to a small number, it leaves the nearest whole number plus 127 in the mantissa's last bits. */
const ROUND: f32 = 12583039;

/**
 * exp of four lanes, for x ≤ 0 and no lane without a value; relative error below 3e-7 where the answer is above 1e-5, and
 * below 1e-5 elsewhere: for sums, whose small terms count little. −Infinity and all below −88 come to 0. A third cheaper than
 * `exp4` of the training kernels: one step to a power of two, whose fraction's minimax polynomial is of fifth degree.
 */
@inline
export function expOfNegative4(x: v128): v128 {
  // One instruction where `max` takes six; they differ for what is no number.
  const power = f32x4.pmax(f32x4.mul(x, f32x4.splat(1.44269504)), f32x4.splat(-127));
  const rounded = f32x4.add(power, f32x4.splat(ROUND));
  const f = f32x4.sub(power, f32x4.sub(rounded, f32x4.splat(ROUND)));
  let p = f32x4.splat(0.0013276472);
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(0.00967554148));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(0.05550713275));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(0.24022119721));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(0.69314696706));
  p = f32x4.add(f32x4.mul(p, f), f32x4.splat(1.0000000717));
  // The shift pushes out all of `rounded` but the whole number plus 127, a float's exponent.
  return f32x4.mul(p, i32x4.shl(rounded, 23));
}

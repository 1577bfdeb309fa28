/** a · b + c in four lanes: one rounding where relaxed SIMD has a fused instruction, two elsewhere. */
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** Address of the float32 at an index. */
@inline
export function at(base: usize, index: i32): usize {
  return base + ((<usize>index) << 2);
}

/** Sum of the four lanes, in float64. */
@inline
export function sumLanes(v: v128): f64 {
  return (
    <f64>f32x4.extract_lane(v, 0) +
    <f64>f32x4.extract_lane(v, 1) +
    (<f64>f32x4.extract_lane(v, 2) + <f64>f32x4.extract_lane(v, 3))
  );
}

/** Largest of the four lanes. */
@inline
export function maxLane(v: v128): f32 {
  return max(
    max(f32x4.extract_lane(v, 0), f32x4.extract_lane(v, 1)),
    max(f32x4.extract_lane(v, 2), f32x4.extract_lane(v, 3)),
  );
}

/** out[length] += factor · from[length] */
@inline
export function addScaled(out: usize, from: usize, length: i32, factor: f32): void {
  const factors = f32x4.splat(factor);
  const whole = length & ~3;
  let i = 0;
  for (; i < whole; i += 4) {
    v128.store(at(out, i), multiplyAdd(factors, v128.load(at(from, i)), v128.load(at(out, i))));
  }
  for (; i < length; i++) store<f32>(at(out, i), load<f32>(at(out, i)) + factor * load<f32>(at(from, i)));
}

/** Columns summed in float32 before the sum moves on to float64: keeps long rows exact to about 1e-7. */
const DOT_BLOCK: i32 = 256;

/** Σ a[length] · b[length] */
export function dot(a: usize, b: usize, length: i32): f64 {
  const whole = length & ~3;
  let sum: f64 = 0;
  let i = 0;
  while (i < whole) {
    const blockEnd = min(whole, i + DOT_BLOCK);
    let lanes = f32x4.splat(0);
    for (; i < blockEnd; i += 4) lanes = multiplyAdd(v128.load(at(a, i)), v128.load(at(b, i)), lanes);
    sum += sumLanes(lanes);
  }
  for (; i < length; i++) sum += <f64>load<f32>(at(a, i)) * <f64>load<f32>(at(b, i));
  return sum;
}

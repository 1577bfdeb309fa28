import { exp1, exp4 } from './exp-log';
import { at, maxLane, multiplyAdd, sumLanes } from './vector';

/** Columns whose terms are summed in float32 before the sum moves on to float64. */
const SUM_BLOCK: i32 = 256;
/** Stands for −Infinity in products with a probability of 0, where −Infinity itself would give NaN. */
const FLOOR: f32 = -1e30;

/** row[indices[begin … end)] ← FLOOR */
export function maskListed(row: usize, indices: usize, begin: i32, end: i32): void {
  for (let e = begin; e < end; e++) store<f32>(at(row, load<i32>(at(indices, e))), FLOOR);
}

/** row[columns] ← FLOOR where the byte is 0. */
export function maskOutside(row: usize, bytes: usize, columns: i32): void {
  const whole = columns & ~3;
  const floor = f32x4.splat(FLOOR);
  let j = 0;
  for (; j < whole; j += 4) {
    const lanes = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(bytes + j)));
    const outside = i32x4.eq(lanes, i32x4.splat(0));
    v128.store(at(row, j), v128.bitselect(floor, v128.load(at(row, j)), outside));
  }
  for (; j < columns; j++) if (load<u8>(bytes + j) === 0) store<f32>(at(row, j), FLOOR);
}

/** Largest of row[columns], at least FLOOR; what is no number is passed over. */
export function rowMaximum(row: usize, columns: i32): f32 {
  const whole = columns & ~3;
  let lanes = f32x4.splat(FLOOR);
  let j = 0;
  for (; j < whole; j += 4) lanes = f32x4.pmax(lanes, v128.load(at(row, j)));
  let largest = maxLane(lanes);
  for (; j < columns; j++) {
    const value = load<f32>(at(row, j));
    if (value > largest) largest = value;
  }
  return largest;
}

/** row[columns] ← exp((row − shift) · factor); answers the sum. */
export function exponentiateRow(row: usize, columns: i32, shift: f32, factor: f32): f64 {
  const whole = columns & ~3;
  const shifts = f32x4.splat(shift);
  const factors = f32x4.splat(factor);
  let sum: f64 = 0;
  let j = 0;
  while (j < whole) {
    const blockEnd = min(whole, j + SUM_BLOCK);
    let lanes = f32x4.splat(0);
    for (; j < blockEnd; j += 4) {
      const e = exp4(f32x4.mul(f32x4.sub(v128.load(at(row, j)), shifts), factors));
      v128.store(at(row, j), e);
      lanes = f32x4.add(lanes, e);
    }
    sum += sumLanes(lanes);
  }
  for (; j < columns; j++) {
    const e = exp1((load<f32>(at(row, j)) - shift) * factor);
    store<f32>(at(row, j), e);
    sum += <f64>e;
  }
  return sum;
}

/** value − shift, at least FLOOR. */
@inline
export function shifted(value: f32, shift: f32): f32 {
  const difference = value - shift;
  return difference < FLOOR ? FLOOR : difference;
}

/** Σ weights[columns] · (row[columns] − shift), the difference at least FLOOR. */
export function shiftedDot(row: usize, weights: usize, columns: i32, shift: f32): f64 {
  const whole = columns & ~3;
  const shifts = f32x4.splat(shift);
  const floor = f32x4.splat(FLOOR);
  let sum: f64 = 0;
  let j = 0;
  while (j < whole) {
    const blockEnd = min(whole, j + SUM_BLOCK);
    let lanes = f32x4.splat(0);
    for (; j < blockEnd; j += 4) {
      const difference = f32x4.pmax(f32x4.sub(v128.load(at(row, j)), shifts), floor);
      lanes = multiplyAdd(v128.load(at(weights, j)), difference, lanes);
    }
    sum += sumLanes(lanes);
  }
  for (; j < columns; j++) {
    sum += <f64>load<f32>(at(weights, j)) * <f64>shifted(load<f32>(at(row, j)), shift);
  }
  return sum;
}

/** row[columns] ← row · factor */
export function scaleRow(row: usize, columns: i32, factor: f32): void {
  const whole = columns & ~3;
  const factors = f32x4.splat(factor);
  let j = 0;
  for (; j < whole; j += 4) v128.store(at(row, j), f32x4.mul(v128.load(at(row, j)), factors));
  for (; j < columns; j++) store<f32>(at(row, j), load<f32>(at(row, j)) * factor);
}

/** row[columns] ← row · factor − other[columns] · otherFactor */
export function subtractRow(row: usize, other: usize, columns: i32, factor: f32, otherFactor: f32): void {
  const whole = columns & ~3;
  const factors = f32x4.splat(factor);
  const otherFactors = f32x4.splat(otherFactor);
  let j = 0;
  for (; j < whole; j += 4) {
    const product = f32x4.mul(v128.load(at(other, j)), otherFactors);
    v128.store(at(row, j), f32x4.sub(f32x4.mul(v128.load(at(row, j)), factors), product));
  }
  for (; j < columns; j++) {
    store<f32>(at(row, j), load<f32>(at(row, j)) * factor - load<f32>(at(other, j)) * otherFactor);
  }
}

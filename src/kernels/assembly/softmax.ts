import { exp1, exp4, ln } from './exp-log';
import { at, dot, maxLane, sumLanes } from './vector';

/** Columns whose exponentials are summed in float32 before the sum moves on to float64. */
const SUM_BLOCK: i32 = 256;
/** Stands for −Infinity in products with a target of 0, where −Infinity itself would give NaN. */
const FLOOR: f32 = -1e30;

/** Largest of row[columns]. */
function rowMaximum(row: usize, columns: i32): f32 {
  const whole = columns & ~3;
  let lanes = f32x4.splat(FLOOR);
  let j = 0;
  for (; j < whole; j += 4) lanes = f32x4.max(lanes, v128.load(at(row, j)));
  let largest = maxLane(lanes);
  for (; j < columns; j++) largest = max(largest, load<f32>(at(row, j)));
  return largest;
}

/** row[columns] ← max(row − shift, FLOOR) */
function shiftRow(row: usize, columns: i32, shift: f32): void {
  const whole = columns & ~3;
  const shifts = f32x4.splat(shift);
  let j = 0;
  for (; j < whole; j += 4) {
    v128.store(at(row, j), f32x4.max(f32x4.sub(v128.load(at(row, j)), shifts), f32x4.splat(FLOOR)));
  }
  for (; j < columns; j++) store<f32>(at(row, j), max(load<f32>(at(row, j)) - shift, FLOOR));
}

/** row[columns] ← exp(row); answers the sum. */
function exponentiateRow(row: usize, columns: i32): f64 {
  const whole = columns & ~3;
  let sum: f64 = 0;
  let j = 0;
  while (j < whole) {
    const blockEnd = min(whole, j + SUM_BLOCK);
    let lanes = f32x4.splat(0);
    for (; j < blockEnd; j += 4) {
      const e = exp4(v128.load(at(row, j)));
      v128.store(at(row, j), e);
      lanes = f32x4.add(lanes, e);
    }
    sum += sumLanes(lanes);
  }
  for (; j < columns; j++) {
    const e = exp1(load<f32>(at(row, j)));
    store<f32>(at(row, j), e);
    sum += <f64>e;
  }
  return sum;
}

/** row[columns] ← (row · factor − targets) · scale; answers Σ targets. */
function subtractTargets(row: usize, targets: usize, columns: i32, factor: f32, scale: f32): f64 {
  const whole = columns & ~3;
  let mass: f64 = 0;
  let j = 0;
  while (j < whole) {
    const blockEnd = min(whole, j + SUM_BLOCK);
    let lanes = f32x4.splat(0);
    for (; j < blockEnd; j += 4) {
      const target = v128.load(at(targets, j));
      const q = f32x4.mul(v128.load(at(row, j)), f32x4.splat(factor));
      v128.store(at(row, j), f32x4.mul(f32x4.sub(q, target), f32x4.splat(scale)));
      lanes = f32x4.add(lanes, target);
    }
    mass += sumLanes(lanes);
  }
  for (; j < columns; j++) {
    const target = load<f32>(at(targets, j));
    store<f32>(at(row, j), (load<f32>(at(row, j)) * factor - target) * scale);
    mass += <f64>target;
  }
  return mass;
}

/** values[r, ·] ← softmax(values[r, ·]) for rows begin … end. */
export function softmaxRows(begin: i32, end: i32, scratch: usize, values: usize, columns: i32): void {
  const whole = columns & ~3;
  for (let r = begin; r < end; r++) {
    const row = at(values, r * columns);
    shiftRow(row, columns, rowMaximum(row, columns));
    const factor = <f32>(1 / exponentiateRow(row, columns));
    let j = 0;
    for (; j < whole; j += 4) v128.store(at(row, j), f32x4.mul(v128.load(at(row, j)), f32x4.splat(factor)));
    for (; j < columns; j++) store<f32>(at(row, j), load<f32>(at(row, j)) * factor);
  }
}

/**
 * logits[r, ·] ← (softmax(logits[r, ·]) − targets[r, ·]) · scale and losses[r] = −Σ targets · log softmax,
 * for rows begin … end; losses are float64 when wide, else float32.
 */
export function softmaxCrossEntropyRows(
  begin: i32, end: i32, scratch: usize,
  logits: usize, targets: usize, columns: i32, scale: f32, losses: usize, wide: i32,
): void {
  for (let r = begin; r < end; r++) {
    const row = at(logits, r * columns);
    const target = at(targets, r * columns);
    shiftRow(row, columns, rowMaximum(row, columns));
    const expected = dot(row, target, columns);
    const sum = exponentiateRow(row, columns);
    const mass = subtractTargets(row, target, columns, <f32>(1 / sum), scale);
    const loss = mass * ln(sum) - expected;
    if (wide) store<f64>(losses + ((<usize>r) << 3), loss);
    else store<f32>(at(losses, r), <f32>loss);
  }
}

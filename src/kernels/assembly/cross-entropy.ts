import { ln } from './exp-log';
import { decodeHalves } from './half';
import {
  exponentiateRow, maskListed, maskOutside, rowMaximum, scaleRow, shifted, shiftedDot, subtractRow,
} from './softmax-row';
import { at } from './vector';

/**
 * For rows begin … end: losses[r] = −Σ_j target_j · log softmax(logits[r, ·])_j and logits[r, ·] ← scale ·
 * its gradient, with target = λ · softmax(labels[r, ·] / τ) + (1 − λ) · uniform over the held columns. Both
 * softmaxes leave out the given columns, and those whose byte in `subset` is 0.
 *
 * `labels` are float16's bits; 0 for labels or subset: there are none. The teacher's row lives in the
 * thread's scratch memory, where it stays in the first two caches. Losses are float64 when wide, else float32.
 */
export function crossEntropyRows(
  begin: i32, end: i32, scratch: usize,
  logits: usize, columns: i32,
  givenOffsets: usize, given: usize, heldOffsets: usize, held: usize, subset: usize,
  labels: usize, lambda: f64, temperature: f64, scale: f64, losses: usize, wide: i32,
): void {
  for (let r = begin; r < end; r++) {
    const row = at(logits, r * columns);
    const bytes = subset ? subset + r * columns : 0;
    const givenBegin = load<i32>(at(givenOffsets, r));
    const givenEnd = load<i32>(at(givenOffsets, r + 1));
    const heldBegin = load<i32>(at(heldOffsets, r));
    const heldEnd = load<i32>(at(heldOffsets, r + 1));
    maskListed(row, given, givenBegin, givenEnd);
    if (bytes) maskOutside(row, bytes, columns);
    const shift = rowMaximum(row, columns);

    let expected: f64 = 0;
    let mass: f64 = 0;
    let teacherFactor: f64 = 0;
    if (labels) {
      decodeHalves(scratch, labels + ((<usize>(r * columns)) << 1), columns);
      maskListed(scratch, given, givenBegin, givenEnd);
      if (bytes) maskOutside(scratch, bytes, columns);
      const largest = rowMaximum(scratch, columns);
      teacherFactor = lambda / exponentiateRow(scratch, columns, largest, <f32>(1 / temperature));
      expected = teacherFactor * shiftedDot(row, scratch, columns, shift);
      mass = lambda;
    }
    let share: f64 = 0;
    if (heldEnd > heldBegin) {
      share = (1 - lambda) / <f64>(heldEnd - heldBegin);
      expected += share * heldSum(row, held, heldBegin, heldEnd, shift);
      mass += 1 - lambda;
    }

    const sum = exponentiateRow(row, columns, shift, 1);
    const factor = <f32>((mass * scale) / sum);
    if (labels) subtractRow(row, scratch, columns, factor, <f32>(teacherFactor * scale));
    else scaleRow(row, columns, factor);
    subtractListed(row, held, heldBegin, heldEnd, <f32>(share * scale));

    // ln answers nonsense for what is no number, and a run must hear of it.
    const loss = isNaN(sum) ? NaN : mass * ln(sum) - expected;
    if (wide) store<f64>(losses + ((<usize>r) << 3), loss);
    else store<f32>(at(losses, r), <f32>loss);
  }
}

/** Σ (row[j] − shift) over the columns j that indices[begin … end) name. */
function heldSum(row: usize, indices: usize, begin: i32, end: i32, shift: f32): f64 {
  let sum: f64 = 0;
  for (let e = begin; e < end; e++) {
    sum += <f64>shifted(load<f32>(at(row, load<i32>(at(indices, e)))), shift);
  }
  return sum;
}

/** row[indices[begin … end)] −= value */
function subtractListed(row: usize, indices: usize, begin: i32, end: i32, value: f32): void {
  for (let e = begin; e < end; e++) {
    const target = at(row, load<i32>(at(indices, e)));
    store<f32>(target, load<f32>(target) - value);
  }
}

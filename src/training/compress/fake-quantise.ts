import { roundToHalf } from '../../core/half.ts';
import { codeOf, largestCode, oddCodeOf, type TableBits } from '../../core/quantise.ts';

/** The smallest normal float16: a smaller step would lose precision when it is stored. */
const LEAST_STEP = 2 ** -14;

/** A dense table in training, row by row. */
export interface SteppedTable {
  /** values[rows, columns] at full precision */
  readonly values: Float32Array;
  /** steps[rows], as Adam left them */
  readonly steps: Float32Array;
  readonly columns: number;
  readonly bits: TableBits;
}

/** The step that a bundle stores for a learned one: a float16 above zero. */
export function shippedStep(step: number): number {
  return roundToHalf(Math.max(LEAST_STEP, step));
}

/** Largest code of a dense table: 127, 7 or 3; two bits hold the odd codes −3 … 3. */
export function largestTableCode(bits: TableBits): number {
  return bits === 2 ? 3 : largestCode(bits);
}

/** quantised[rows, columns] ← step · code, the value that each entry ships as. */
export function fakeQuantise({ values, steps, columns, bits }: SteppedTable, quantised: Float32Array): void {
  const top = largestTableCode(bits);
  for (let row = 0; row < steps.length; row++) {
    const step = shippedStep(steps[row]!);
    // One loop a kind of code: the compiler then writes each into its loop.
    const end = (row + 1) * columns;
    if (bits === 2) {
      for (let i = row * columns; i < end; i++) quantised[i] = step * oddCodeOf(values[i]!, step);
    } else {
      for (let i = row * columns; i < end; i++) quantised[i] = step * codeOf(values[i]!, step, top);
    }
  }
}

/**
 * From gradient[rows, columns] = d loss / d quantised: gradient ← d loss / d values, and
 * stepGradient[rows] ← d loss / d steps, both with rounding taken for the identity. With x = value / step, a
 * value inside the codes' range passes its gradient on and gives its step code − x; one that is clipped
 * (|x| ≥ top) passes nothing on and gives its step the code. Esser et al. 2020 (LSQ), eq. 3 and 5.
 */
export function straightThrough(
  { values, steps, columns, bits }: SteppedTable,
  quantised: Float32Array,
  gradient: Float32Array,
  stepGradient: Float32Array,
): void {
  const top = largestTableCode(bits);
  for (let row = 0; row < steps.length; row++) {
    const step = shippedStep(steps[row]!);
    let sum = 0;
    for (let i = row * columns; i < (row + 1) * columns; i++) {
      const x = values[i]! / step;
      const code = quantised[i]! / step;
      if (Math.abs(x) < top) {
        sum += gradient[i]! * (code - x);
      } else {
        sum += gradient[i]! * code;
        gradient[i] = 0;
      }
    }
    stepGradient[row] = sum;
  }
}

import { roundToHalf } from '../core/half.ts';

/** The least and the largest number that bytes stand for; float16 values, but for a bounded `least` of scales. */
export interface Range {
  readonly least: number;
  readonly largest: number;
}

/** Scales below 1/128 of the largest become 1/128 of it: so a step between two codes is at most 2.8 %. */
const OCTAVES = 7;

/** The range of scales[rows], all >= 0; least is that of the positive ones. */
export function scaleRange(scales: Float32Array): Range {
  let least = Number.POSITIVE_INFINITY;
  let greatest = 0;
  for (const scale of scales) {
    if (scale > 0) least = Math.min(least, scale);
    greatest = Math.max(greatest, scale);
  }
  const largest = roundToHalf(greatest);
  if (largest === 0) return { least: 0, largest: 0 };
  const bound = largest / 2 ** OCTAVES;
  return { least: least > bound ? Math.max(roundToHalf(least), bound) : bound, largest };
}

/**
 * Codes of scales: 0 for 0, and 1 … 255 evenly over the float32 bit patterns from `least` to `largest`.
 * Patterns of positive floats grow almost as logarithms do, and in whole numbers every device agrees.
 */
export function scaleCodes(scales: Float32Array, { least, largest }: Range): Uint8Array {
  if (largest === 0) return new Uint8Array(scales.length);
  const from = patternOf(least);
  const steps = 254 / Math.max(1, patternOf(largest) - from);
  return Uint8Array.from(scales, (scale) => {
    if (scale === 0) return 0;
    return 1 + Math.round((patternOf(Math.max(least, Math.min(largest, scale))) - from) * steps);
  });
}

export function scalesFrom(codes: Uint8Array, { least, largest }: Range): Float32Array {
  const from = patternOf(least);
  const span = patternOf(largest) - from;
  const patterns = Uint32Array.from(codes, (code) =>
    code === 0 ? 0 : from + Math.round((span * (code - 1)) / 254),
  );
  return new Float32Array(patterns.buffer);
}

const RANGE_ROUNDS = 8;

/**
 * The range of any numbers, chosen so that numbers read back have the same range again. Rounding an end to a
 * float16 can move it so far beyond the outermost number that no number has its code; what is read back then
 * rounds to another end. Taking the range of what is read back until it stays settles that.
 */
export function valueRange(values: Float32Array): Range {
  let range = endsOf(values);
  for (let round = 0; round < RANGE_ROUNDS; round++) {
    const next = endsOf(valuesFrom(valueCodes(values, range), range));
    if (next.least === range.least && next.largest === range.largest) break;
    range = next;
  }
  return range;
}

function endsOf(values: Float32Array): Range {
  // Adding 0 makes −0 a 0, so that equal numbers have equal bytes.
  return {
    least: roundToHalf(values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)) + 0,
    largest: roundToHalf(values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)) + 0,
  };
}

/** Codes 0 … 255 evenly from `least` to `largest`. */
export function valueCodes(values: Float32Array, { least, largest }: Range): Uint8Array {
  const span = largest - least;
  if (span === 0) return new Uint8Array(values.length);
  return Uint8Array.from(values, (value) =>
    Math.round(Math.max(0, Math.min(1, (value - least) / span)) * 255),
  );
}

/** value = (least · (255 − code) + largest · code) / 255, so both ends are exact. */
export function valuesFrom(codes: Uint8Array, { least, largest }: Range): Float32Array {
  return Float32Array.from(codes, (code) => (least * (255 - code) + largest * code) / 255);
}

const word = new Float32Array(1);
const pattern = new Uint32Array(word.buffer);

function patternOf(value: number): number {
  word[0] = value;
  return pattern[0]!;
}

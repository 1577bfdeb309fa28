/** IEEE 754 binary16 ("float16"): what the bundle stores scales and biases in. */

const word = new Float32Array(1);
const bits = new Uint32Array(word.buffer);
/** powers[exponent] = 2^(exponent − 15); to work a power out takes longer than all the rest. */
const powers = Float64Array.from({ length: 32 }, (_, exponent) => 2 ** (exponent - 15));

/** The 16 bits nearest to a number, ties to even; too large becomes infinity. */
export function toHalfBits(value: number): number {
  word[0] = value;
  const pattern = bits[0]!;
  const sign = (pattern >>> 16) & 0x8000;
  const magnitude = pattern & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00;
  if (magnitude >= 0x47800000) return sign | 0x7c00;
  if (magnitude >= 0x38800000) return sign | roundShift(magnitude - 0x38000000, 13);
  // Subnormal halves: the implicit bit becomes explicit and is shifted down to units of 2⁻²⁴.
  const shift = 126 - (magnitude >>> 23);
  if (shift > 24) return sign;
  return sign | roundShift((magnitude & 0x7fffff) | 0x800000, shift);
}

/** The number that 16 bits stand for. */
export function fromHalfBits(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >>> 10) & 31;
  const fraction = half & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * powers[exponent]!;
}

/** The nearest number that a float16 holds. */
export function roundToHalf(value: number): number {
  return fromHalfBits(toHalfBits(value));
}

/** value / 2^shift, rounded to nearest, ties to even. */
function roundShift(value: number, shift: number): number {
  const kept = value >>> shift;
  const rest = value & ((1 << shift) - 1);
  const half = 1 << (shift - 1);
  return rest > half || (rest === half && kept & 1) ? kept + 1 : kept;
}

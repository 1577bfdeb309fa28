import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scaleCodes, scaleRange, scalesFrom, valueCodes, valueRange, valuesFrom } from './short-numbers.ts';

function roundScales(scales: Float32Array): Float32Array {
  const range = scaleRange(scales);
  return scalesFrom(scaleCodes(scales, range), range);
}

function roundValues(values: Float32Array): Float32Array {
  const range = valueRange(values);
  return valuesFrom(valueCodes(values, range), range);
}

const positive = fc
  .array(fc.double({ min: -20, max: 12, noNaN: true }), { minLength: 1, maxLength: 40 })
  .map((exponents) => Float32Array.from(exponents, (exponent) => 2 ** exponent));
const any = fc.float32Array({ minLength: 1, maxLength: 40, min: -60_000, max: 60_000, noNaN: true });

describe('scales of one byte', () => {
  test('are even steps of the bit pattern: from 1 to 2 the step is 1/254', () => {
    const range = { least: 1, largest: 2 };
    expect([...scaleCodes(Float32Array.of(0, 1, 1.5, 2), range)]).toEqual([0, 1, 128, 255]);
    expect([...scalesFrom(Uint8Array.of(0, 1, 128, 255), range)]).toEqual([0, 1, 1.5, 2]);
    expect(scalesFrom(Uint8Array.of(2), range)[0]).toBeCloseTo(1 + 1 / 254, 6);
  });

  test('above 1/128 of the largest are less than 1.5 % off; the ends are exact halves', () => {
    fc.assert(
      fc.property(positive, (scales) => {
        const { least, largest } = scaleRange(scales);
        roundScales(scales).forEach((scale, i) => {
          const wanted = Math.max(least, Math.min(largest, scales[i]!));
          expect(Math.abs(scale / wanted - 1)).toBeLessThan(0.015);
        });
      }),
    );
  });

  test('rounded twice are rounded once, zeros stay zeros', () => {
    fc.assert(
      fc.property(positive, fc.nat(40), (scales, zeros) => {
        const once = roundScales(scales.fill(0, 0, zeros));
        expect(roundScales(once)).toEqual(once);
        expect(once.slice(0, zeros).every((scale) => scale === 0)).toBe(true);
      }),
    );
  });

  test('far below the largest are raised to 1/128 of it', () => {
    expect([...roundScales(Float32Array.of(2 ** -20, 1))]).toEqual([1 / 128, 1]);
  });
});

describe('numbers of one byte', () => {
  test('are even steps between the ends', () => {
    const range = { least: -1, largest: 1.55 };
    expect([...valueCodes(Float32Array.of(-1, 0, 1.55, 9), range)]).toEqual([0, 100, 255, 255]);
    expect(valuesFrom(Uint8Array.of(100), range)[0]).toBeCloseTo(0, 6);
  });

  test('are at most half a step off, but for the rounding of the ends to halves', () => {
    fc.assert(
      fc.property(any, (values) => {
        const { least, largest } = valueRange(values);
        const half = ((largest - least) / 255) * 0.5;
        const ends = Math.max(Math.abs(least), Math.abs(largest)) * 2 ** -10;
        roundValues(values).forEach((value, i) => {
          expect(Math.abs(value - values[i]!)).toBeLessThanOrEqual(half * 1.0001 + ends + 1e-7);
        });
      }),
    );
  });

  test('whose largest rounds up to a half that no number reaches keep their range when rounded again', () => {
    // 63.5 units of 2⁻²⁴ round to 64; the nearest code then reads back as less, which rounds to 63.
    const once = roundValues(Float32Array.of(0.0000037848949432373047, 0));
    expect(roundValues(once)).toEqual(once);
  });

  test('rounded twice are rounded once', () => {
    fc.assert(
      fc.property(any, (values) => {
        const once = roundValues(values);
        expect(roundValues(once)).toEqual(once);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bitLength, NumberModels, SymbolModels } from './coded-numbers.ts';
import { BitModels, MAX_DECISIONS_A_BYTE, RangeDecoder, RangeEncoder } from './range-coder.ts';

/** Decisions of a few models, some of them nearly sure: those are what carries run through. */
const decisions = fc.array(
  fc.tuple(
    fc.nat(2),
    fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.nat(1) }),
  ),
  { maxLength: 2000 },
);

function encode(list: readonly (readonly [model: number, bit: number])[]): Uint8Array {
  const coder = new RangeEncoder();
  const models = new BitModels(3);
  for (const [model, bit] of list) coder.bit(models, model, bit);
  return coder.finish();
}

function decode(bytes: Uint8Array, modelOf: readonly number[]): number[] {
  const coder = new RangeDecoder(bytes, 'stream');
  const models = new BitModels(3);
  const bits = modelOf.map((model) => coder.bit(models, model));
  coder.finish();
  return bits;
}

describe('the range coder', () => {
  test('writes the low end: for one 1 at even odds, (2³² − 1 >> 15) · 2¹⁴ = 0x7fffc000', () => {
    expect([...encode([[0, 1]])]).toEqual([0x7f, 0xff, 0xc0, 0x00]);
    expect([...encode([[0, 0]])]).toEqual([0, 0, 0, 0]);
  });

  test('gives every sequence of decisions back', () => {
    fc.assert(
      fc.property(decisions, (list) => {
        const models = list.map(([model]) => model);
        expect(decode(encode(list), models)).toEqual(list.map(([, bit]) => bit));
      }),
    );
  });

  test('refuses a stream with a byte less, a byte more, or another last byte', () => {
    fc.assert(
      fc.property(decisions, fc.integer({ min: 1, max: 255 }), (list, change) => {
        const bytes = encode(list);
        const models = list.map(([model]) => model);
        const turned = bytes.slice();
        turned[bytes.length - 1]! ^= change;
        for (const wrong of [bytes.subarray(0, -1), Uint8Array.of(...bytes, 0), turned]) {
          expect(() => decode(wrong, models)).toThrow(expect.objectContaining({ code: 'bundle/format' }));
        }
      }),
    );
  });

  test('learns: a decision that is always the same costs less than 1/100 bit, and not less than its bound', () => {
    const length = 100_000;
    const { length: bytes } = encode(Array.from({ length }, () => [0, 0] as const));
    expect(bytes).toBeLessThan(length / 8 / 100);
    expect(bytes * MAX_DECISIONS_A_BYTE).toBeGreaterThan(length);
  });

  test('codes symbols near their entropy: 1/2, 1/4, 1/8, 1/8 cost 1.75 bits', () => {
    const coder = new RangeEncoder();
    const models = new SymbolModels(1, 2);
    const period = [0, 1, 0, 2, 0, 1, 0, 3];
    for (let i = 0; i < 80_000; i++) models.code(coder, 0, period[(i * 5 + (i >> 6)) % 8]!);
    expect((coder.finish().length * 8) / 80_000).toBeCloseTo(1.75, 1);
  });
});

describe('whole numbers', () => {
  test('have as many bits as it takes to write them', () => {
    expect([0, 1, 2, 3, 4, 255, 256].map(bitLength)).toEqual([0, 1, 2, 2, 3, 8, 9]);
  });

  test('come back from 0 to 2²⁵ − 2, in any context', () => {
    const numbers = fc.array(fc.tuple(fc.nat(2), fc.nat(25), fc.nat(2 ** 25 - 2)), { maxLength: 50 });
    fc.assert(
      fc.property(numbers, (list) => {
        const wanted = list.map(([context, shift, number]) => [context, number >> shift] as const);
        const coder = new RangeEncoder();
        const models = new NumberModels(3);
        for (const [context, number] of wanted) models.code(coder, context, number);
        const reader = new RangeDecoder(coder.finish(), 'stream');
        const again = new NumberModels(3);
        expect(wanted.map(([context]) => again.code(reader, context, 0))).toEqual(wanted.map(([, n]) => n));
        reader.finish();
      }),
    );
  });
});

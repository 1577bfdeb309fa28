import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Pcg64 } from './pcg64.ts';

/** Golden numbers of NumPy 2.4.6; the Python that made them stands beside each. */
describe('PCG64 as NumPy seeds and draws it', () => {
  it('draws the raw 64-bit numbers of default_rng(42)', () => {
    // default_rng(42).bit_generator.random_raw(4)
    const random = new Pcg64(42);
    expect(Array.from({ length: 4 }, () => random.nextUint64())).toEqual([
      14276969152011380360n,
      8095878257575067585n,
      15838336090824644132n,
      12864169557245331597n,
    ]);
  });

  it.each([
    [0, [0xa30febcfd9c2825fn, 0x4510bdf882d9d721n, 0x0a7d3da94ecde8b8n]],
    [1, [0x8306bdf37922e4ffn, 0xf35196bbc152a866n, 0x24e7a4f608ec18cdn]],
    [2 ** 32, [0xe3c5ebe285ac1625n, 0x8ea09968fe31dbccn, 0xcd084ff84d8de9ben]],
    [123456789012, [0x90e99d52f3d2e219n, 0x156b7415ace0361en, 0x47a906a82cde44a2n]],
  ])('takes seed %d, of one or two words', (seed, expected) => {
    const random = new Pcg64(seed);
    expect([random.nextUint64(), random.nextUint64(), random.nextUint64()]).toEqual(expected);
  });

  it('gives the low half of a draw, then the high half', () => {
    const random = new Pcg64(42);
    const halves = Array.from({ length: 5 }, () => random.nextUint32());
    expect(halves).toEqual([383329928, 3324115917, 2811363265, 1884968545, 1859786276]);
  });

  it('keeps the buffered half while whole draws are taken', () => {
    const random = new Pcg64(42);
    expect(random.nextUint32()).toBe(383329928);
    expect(random.nextUint64()).toBe(8095878257575067585n);
    expect(random.nextUint32()).toBe(3324115917);
  });

  it('draws bounded integers, also where half of the draws are rejected', () => {
    // default_rng(7).integers(0, 3000000000, 8, dtype=numpy.uint32)
    const random = new Pcg64(7);
    expect(Array.from({ length: 8 }, () => random.nextBelow(3000000000))).toEqual([
      2834714867, 2052539810, 2691641402, 1734877356, 2327057070, 2500953064, 675621569, 166594732,
    ]);
    // default_rng(7).integers(0, 10, 12, dtype=numpy.uint32)
    const small = new Pcg64(7);
    const drawn = Array.from({ length: 12 }, () => small.nextBelow(10));
    expect(drawn).toEqual([9, 6, 6, 8, 5, 7, 8, 2, 0, 3, 2, 8]);
  });
});

describe('shuffling as NumPy does', () => {
  it('permutes a small array', () => {
    // default_rng(1).permutation(numpy.arange(20))
    expect(new Pcg64(1).permutation(range(20))).toEqual([
      1, 10, 18, 16, 7, 11, 12, 17, 15, 2, 3, 4, 5, 8, 0, 9, 14, 13, 6, 19,
    ]);
  });

  it('shuffles one array after another from one stream', () => {
    const random = new Pcg64(1);
    expect(random.shuffle([0, 10, 20, 30, 40])).toEqual([40, 0, 10, 20, 30]);
    expect(random.shuffle(Uint32Array.from(range(7)))).toEqual(Uint32Array.of(6, 3, 5, 4, 0, 1, 2));
    expect(random.shuffle(range(12))).toEqual([1, 11, 6, 0, 7, 4, 5, 8, 9, 2, 10, 3]);
  });

  it('permutes a hundred thousand numbers to the last one', () => {
    // p = default_rng(42).permutation(100000); sum(p * arange(1, 100001) % 1000003)
    const permuted = new Pcg64(42).permutation(range(100000));
    expect(permuted.slice(0, 5)).toEqual([45262, 49850, 30394, 90177, 95569]);
    expect(permuted.slice(-5)).toEqual([34957, 70338, 5668, 22113, 75400]);
    expect(permuted.reduce((sum, value, i) => sum + ((value * (i + 1)) % 1000003), 0)).toBe(50096384039);
  });

  it('loses and doubles nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.maxSafeNat(), (values, seed) => {
        const shuffled = new Pcg64(seed).permutation(values);
        expect(shuffled.sort(ascending)).toEqual([...values].sort(ascending));
      }),
    );
  });

  it('draws nothing for arrays of one element or none', () => {
    const random = new Pcg64(42);
    random.shuffle([]);
    random.shuffle([7]);
    expect(random.nextUint32()).toBe(383329928);
  });
});

describe('wrong arguments', () => {
  it('refuses seeds and bounds that are no whole numbers in range', () => {
    for (const seed of [-1, 0.5, Number.NaN, 2 ** 60])
      expect(() => new Pcg64(seed)).toThrow(/whole number from/);
    for (const bound of [0, -3, 1.5, 2 ** 33])
      expect(() => new Pcg64(1).nextBelow(bound)).toThrow(/whole number from/);
  });
});

function range(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}

function ascending(a: number, b: number): number {
  return a - b;
}

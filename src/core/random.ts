/**
 * Small, fast, seeded randomness for training. A stream is named by numbers (seed, epoch, user …), so
 * any step can be repeated alone: that is what makes a killed run end with the same bytes.
 *
 * Blackman & Vigna 2018, xoshiro128**, seeded through the splitmix-style mixer of MurmurHash3.
 */
export class Random {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  /** Equal names give equal streams; the order of the numbers matters. */
  constructor(...name: readonly number[]) {
    let hash = 0x9e3779b9;
    const next = (): number => {
      hash = (hash + 0x9e3779b9) | 0;
      return mix(hash);
    };
    for (const part of name) hash = mix(hash ^ mix(part + 0x7f4a7c15)) + 0x165667b1;
    this.a = next();
    this.b = next();
    this.c = next();
    this.d = next() | 1;
  }

  /** A uniform unsigned 32-bit integer. */
  uint32(): number {
    const result = Math.imul(rotate(Math.imul(this.b, 5), 7), 9) >>> 0;
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = rotate(this.d, 11);
    return result;
  }

  /** Uniform in [0, 1). */
  uniform(): number {
    return this.uint32() / 4294967296;
  }

  /** Uniform integer in [0, bound); Lemire 2019 without the rejection step, whose bias is below 2⁻³² · bound. */
  below(bound: number): number {
    return Math.floor(this.uniform() * bound);
  }

  /** Standard normal; Box & Muller 1958. */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** Shuffles in place (Fisher & Yates) and returns the array. */
  shuffle<T extends { [index: number]: number; length: number }>(values: T): T {
    for (let i = values.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const kept = values[i]!;
      values[i] = values[j]!;
      values[j] = kept;
    }
    return values;
  }
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}

/** The finaliser of MurmurHash3: every input bit moves every output bit. */
function mix(value: number): number {
  let h = value | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

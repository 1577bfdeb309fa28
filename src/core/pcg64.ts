import { AttarError } from './errors.ts';

/**
 * NumPy's `numpy.random.default_rng(seed)`, number for number, so that anyone can repeat our splits
 * with two lines of Python: PCG64 (O'Neill 2014, XSL-RR 128/64) seeded through NumPy's SeedSequence,
 * bounded integers after Lemire 2019 as `Generator.integers`, and `Generator.shuffle` on one-dimensional
 * arrays, which bounds its draws by a mask instead.
 *
 * The 128-bit state is kept in eight 16-bit limbs, least first: every product and sum is exact in a
 * double, and no BigInt is made for each draw.
 */
export class Pcg64 {
  private state = new Float64Array(LIMBS);
  private next = new Float64Array(LIMBS);
  private readonly increment: Float64Array;
  private high = 0;
  private low = 0;
  private hasBuffered = false;
  private buffered = 0;

  /** `seed` is a whole number from 0 to 2⁵³ − 1. */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed) || seed < 0) {
      throw new AttarError('request/invalid', `seed must be a whole number from 0 to 2^53 - 1, got ${seed}`);
    }
    const words = seedWords(seed);
    // NumPy hands over 64-bit words, the most significant first; each is two 32-bit words, the least first.
    const initial = limbsOf([words[2]!, words[3]!, words[0]!, words[1]!]);
    this.increment = shiftLeftAndSetLowest(limbsOf([words[6]!, words[7]!, words[4]!, words[5]!]));
    this.step();
    addInPlace(this.state, initial);
    this.step();
  }

  /** A uniform unsigned 64-bit integer. */
  nextUint64(): bigint {
    this.draw();
    return (BigInt(this.high) << 32n) | BigInt(this.low);
  }

  /** A uniform unsigned 32-bit integer: the low half of a 64-bit draw, then its high half. */
  nextUint32(): number {
    if (this.hasBuffered) {
      this.hasBuffered = false;
      return this.buffered;
    }
    this.draw();
    this.hasBuffered = true;
    this.buffered = this.high;
    return this.low;
  }

  /** A uniform whole number in [0, bound), 1 ≤ bound ≤ 2³²; Lemire 2019 with the rejection step. */
  nextBelow(bound: number): number {
    if (!Number.isInteger(bound) || bound < 1 || bound > TWO_32) {
      throw new AttarError('request/invalid', `bound must be a whole number from 1 to 2^32, got ${bound}`);
    }
    if (bound === 1) return 0;
    if (bound === TWO_32) return this.nextUint32();
    const threshold = (TWO_32 - bound) % bound;
    for (;;) {
      const value = this.nextUint32();
      const upper = (value >>> 16) * bound;
      const rest = (upper % TWO_16) * TWO_16 + (value & 0xffff) * bound;
      if (rest % TWO_32 >= threshold) return Math.floor(upper / TWO_16) + Math.floor(rest / TWO_32);
    }
  }

  /** Shuffles in place as `Generator.shuffle` does, and returns the array. */
  shuffle<A extends { [index: number]: unknown; readonly length: number }>(values: A): A {
    for (let i = values.length - 1; i > 0; i--) {
      const j = this.nextMasked(i);
      const kept = values[i];
      values[i] = values[j];
      values[j] = kept;
    }
    return values;
  }

  /** A shuffled copy, as `Generator.permutation` of an array. */
  permutation<T>(values: ArrayLike<T>): T[] {
    return this.shuffle(Array.from(values));
  }

  /** A uniform whole number in [0, max], max < 2³²: as many low bits as max has, drawn until they fit. */
  private nextMasked(max: number): number {
    const mask = 0xffffffff >>> Math.clz32(max);
    for (;;) {
      const value = (this.nextUint32() & mask) >>> 0;
      if (value <= max) return value;
    }
  }

  /** state = state · multiplier + increment, modulo 2¹²⁸. */
  private step(): void {
    const { state, next, increment } = this;
    let carry = 0;
    for (let k = 0; k < LIMBS; k++) {
      let sum = carry + increment[k]!;
      for (let i = 0; i <= k; i++) sum += state[i]! * MULTIPLIER[k - i]!;
      const limb = sum % TWO_16;
      next[k] = limb;
      carry = (sum - limb) / TWO_16;
    }
    this.state = next;
    this.next = state;
  }

  /** XSL-RR: the xor of the state's halves, rotated right by its six highest bits. */
  private draw(): void {
    this.step();
    const s = this.state;
    const low = ((s[1]! ^ s[5]!) << 16) | (s[0]! ^ s[4]!);
    const high = ((s[3]! ^ s[7]!) << 16) | (s[2]! ^ s[6]!);
    const rotation = s[7]! >>> 10;
    const by = rotation & 31;
    const swapped = rotation >= 32;
    const a = swapped ? high : low;
    const b = swapped ? low : high;
    this.low = (by === 0 ? a : (a >>> by) | (b << (32 - by))) >>> 0;
    this.high = (by === 0 ? b : (b >>> by) | (a << (32 - by))) >>> 0;
  }
}

const LIMBS = 8;
const TWO_16 = 65536;
const TWO_32 = 4294967296;

/** 0x2360ed051fc65da44385df649fccf645, least limb first. */
const MULTIPLIER = limbsOf([0x9fccf645, 0x4385df64, 0x1fc65da4, 0x2360ed05]);

/** limbs[8] of four 32-bit words, the least first. */
function limbsOf(words: readonly number[]): Float64Array {
  return Float64Array.from(words.flatMap((word) => [word & 0xffff, word >>> 16]));
}

function addInPlace(limbs: Float64Array, other: Float64Array): void {
  let carry = 0;
  for (let k = 0; k < limbs.length; k++) {
    const sum = limbs[k]! + other[k]! + carry;
    limbs[k] = sum % TWO_16;
    carry = Math.floor(sum / TWO_16);
  }
}

/** (value << 1) | 1: a PCG stream is named by an odd increment. */
function shiftLeftAndSetLowest(limbs: Float64Array): Float64Array {
  let carry = 1;
  return limbs.map((limb) => {
    const doubled = 2 * limb + carry;
    carry = doubled >= TWO_16 ? 1 : 0;
    return doubled % TWO_16;
  });
}

const POOL = 4;

/** words[8] of 32 bits: `SeedSequence(seed).generate_state(4, uint64)`. */
function seedWords(seed: number): number[] {
  const pool = entropyPool([seed >>> 0, Math.floor(seed / TWO_32)]);
  let constant = 0x8b51f9dd;
  return Array.from({ length: 8 }, (_, i) => {
    const mixed = pool[i % POOL]! ^ constant;
    constant = Math.imul(constant, 0x58f38ded);
    const value = Math.imul(mixed, constant);
    return (value ^ (value >>> 16)) >>> 0;
  });
}

/** Each word of the pool depends on every word of the entropy, which is at most as long as the pool. */
function entropyPool(entropy: readonly number[]): number[] {
  let constant = 0x43b0d7e5;
  const hash = (word: number): number => {
    const mixed = word ^ constant;
    constant = Math.imul(constant, 0x931e8875);
    const value = Math.imul(mixed, constant);
    return value ^ (value >>> 16);
  };
  const pool = Array.from({ length: POOL }, (_, i) => hash(entropy[i] ?? 0));
  for (let from = 0; from < POOL; from++) {
    for (let to = 0; to < POOL; to++) {
      if (from !== to) pool[to] = mix(pool[to]!, hash(pool[from]!));
    }
  }
  return pool;
}

function mix(x: number, y: number): number {
  const value = (Math.imul(0xca01f9dd, x) - Math.imul(0x4973f715, y)) | 0;
  return value ^ (value >>> 16);
}

import { AttarError } from '../core/errors.ts';

/** Probabilities are in units of 2⁻¹⁵. */
const ONE = 1 << 15;
/** A model that has seen much moves by 2⁻⁷ of the distance: the tables of a student are near stationary. */
const SLOWEST = 7;
const BYTE = 2 ** 24;
const WORD = 2 ** 32;

/**
 * Most binary decisions a byte can carry: the surest one, at 1 − 127 / 2¹⁵, takes 0.0056 bits. Readers
 * bound what they allocate by it.
 */
export const MAX_DECISIONS_A_BYTE = 2048;

/** Adaptive probabilities of binary decisions: each starts at one half and learns quickly, then slowly. */
export class BitModels {
  /** zero[count]: probability of a 0, in units of 2⁻¹⁵. */
  readonly zero: Uint16Array;
  readonly #seen: Uint8Array;

  constructor(count: number) {
    this.zero = new Uint16Array(count).fill(ONE / 2);
    this.#seen = new Uint8Array(count);
  }

  learn(model: number, bit: number): void {
    const rate = this.#seen[model]! + 1;
    if (rate < SLOWEST) this.#seen[model] = rate;
    const zero = this.zero[model]!;
    this.zero[model] = bit === 0 ? zero + ((ONE - zero) >> rate) : zero - (zero >> rate);
  }
}

/** Writer and reader share one interface, so that one description of a stream serves both. */
export interface BitCoder {
  /** Writes the bit and returns it, or ignores it and returns the bit that was read. */
  bit(models: BitModels, model: number, bit: number): number;
}

/**
 * Binary range coder, carries and byte order as in LZMA's (Martin 1979, "Range encoding"), without its
 * first byte, which is always zero.
 */
export class RangeEncoder implements BitCoder {
  readonly #bytes: number[] = [];
  #low = 0;
  #range = WORD - 1;
  /** The last byte that a carry can still reach, and how many 0xff follow it. */
  #held = -1;
  #full = 0;

  bit(models: BitModels, model: number, bit: number): number {
    const bound = (this.#range >>> 15) * models.zero[model]!;
    if (bit === 0) {
      this.#range = bound;
    } else {
      this.#low += bound;
      this.#range -= bound;
    }
    while (this.#range < BYTE) {
      this.#range *= 256;
      this.#shift();
    }
    models.learn(model, bit);
    return bit;
  }

  /** The stream; nothing may be coded after. */
  finish(): Uint8Array {
    for (let i = 0; i < 5; i++) this.#shift();
    return Uint8Array.from(this.#bytes);
  }

  /** Moves the top byte of the low end out, once no carry can change what lies before it. */
  #shift(): void {
    const carry = this.#low >= WORD ? 1 : 0;
    const top = Math.floor(this.#low / BYTE) & 0xff;
    if (carry === 1 || top !== 0xff) {
      if (this.#held >= 0) this.#bytes.push((this.#held + carry) & 0xff);
      for (; this.#full > 0; this.#full--) this.#bytes.push((0xff + carry) & 0xff);
      this.#held = top;
    } else {
      this.#full++;
    }
    this.#low = (this.#low % BYTE) * 256;
  }
}

/** Reads what `RangeEncoder` wrote. Throws `bundle/format` past the end, and at `finish` for any other stream. */
export class RangeDecoder implements BitCoder {
  readonly #bytes: Uint8Array;
  readonly #name: string;
  /** Range, and the stream's number above the low end: in a typed array, which holds 32 bits unboxed. */
  readonly #state = Uint32Array.of(WORD - 1, 0);
  #at = 0;

  constructor(bytes: Uint8Array, name: string) {
    this.#bytes = bytes;
    this.#name = name;
    for (let i = 0; i < 4; i++) this.#state[1] = (this.#state[1]! << 8) | this.#next();
  }

  bit(models: BitModels, model: number): number {
    const state = this.#state;
    let range = state[0]!;
    const bound = (range >>> 15) * models.zero[model]!;
    const bit = state[1]! < bound ? 0 : 1;
    if (bit === 0) {
      range = bound;
    } else {
      state[1]! -= bound;
      range -= bound;
    }
    while (range < BYTE) {
      range = (range << 8) >>> 0;
      state[1] = (state[1]! << 8) | this.#next();
    }
    state[0] = range;
    models.learn(model, bit);
    return bit;
  }

  /** The low end itself ends the stream, so a whole one leaves no byte and no remainder: a check of 32 bits. */
  finish(): void {
    if (this.#at === this.#bytes.length && this.#state[1] === 0) return;
    throw this.#fault(`has ${this.#bytes.length} bytes but ends at byte ${this.#at}`);
  }

  #next(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw this.#fault(`ends too early, at byte ${this.#bytes.length}`);
    return byte;
  }

  #fault(reason: string): AttarError {
    return new AttarError('bundle/format', `tensor "${this.#name}" ${reason}; the file is damaged`);
  }
}

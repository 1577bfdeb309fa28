import { BitModels } from './range-coder.ts';
import type { BitCoder } from './range-coder.ts';

/** ⌊log₂ x⌋ + 1 of a whole number; 0 of 0. */
export function bitLength(x: number): number {
  return 32 - Math.clz32(x);
}

/** Symbols of a fixed number of bits, the highest bit first, each bit predicted by those before it. */
export class SymbolModels {
  readonly bits: number;
  readonly #models: BitModels;

  constructor(contexts: number, bits: number) {
    this.bits = bits;
    this.#models = new BitModels(contexts << bits);
  }

  /** Codes one symbol, 0 … 2^bits − 1, in a context. */
  code(coder: BitCoder, context: number, symbol: number): number {
    const base = context << this.bits;
    let node = 1;
    for (let shift = this.bits - 1; shift >= 0; shift--) {
      node = 2 * node + coder.bit(this.#models, base + node, (symbol >>> shift) & 1);
    }
    return node - (1 << this.bits);
  }
}

/** Longest number + 1, bits; the unary part stops there by itself. */
const LONGEST = 25;
const SLOTS = LONGEST * 5;

/**
 * Whole numbers from 0 to 2²⁵ − 2 as Elias gamma codes of number + 1: its length in unary, then its bits
 * below the highest. Lengths and the two bits after the highest are predicted, the rest shares one model.
 */
export class NumberModels {
  readonly #models: BitModels;

  constructor(contexts: number) {
    this.#models = new BitModels(contexts * SLOTS);
  }

  code(coder: BitCoder, context: number, number: number): number {
    const base = context * SLOTS;
    const wanted = bitLength(number + 1) - 1;
    let length = 0;
    while (length < LONGEST - 1 && coder.bit(this.#models, base + length, length < wanted ? 1 : 0) === 1) {
      length++;
    }
    let prefix = 1;
    for (let shift = length - 1; shift >= 0; shift--) {
      const slot = prefix < 4 ? LONGEST + 4 * length + prefix : LONGEST + 4 * length;
      prefix = 2 * prefix + coder.bit(this.#models, base + slot, ((number + 1) >>> shift) & 1);
    }
    return prefix - 1;
  }
}

import { bitLength, NumberModels } from './coded-numbers.ts';
import { BitModels } from './range-coder.ts';
import type { BitCoder } from './range-coder.ts';
import { studentFault } from './tensor-reader.ts';

/** A link from the later item to the earlier one, from the earlier to the later, or both ways. */
export const FORWARD = 1;
export const BACKWARD = 2;

/** Only the newest links of a neighbour propose items: bounds the work of a link, and hubs propose little. */
const PROPOSALS = 48;
const MOST_SCORE = 15;
const FOUND_CLASSES = 8;
const DEGREE_CLASSES = 32;
const LENGTHS = 26;
const SEED_CLASSES = 6;

/**
 * Codes who is linked to whom, item after item, each with the items before it. Neighbours of neighbours
 * are asked first, those with the most common neighbours before others; whom nobody proposes is named by
 * its distance from the last one named. Tables of co-occurrence are mostly mutual and full of cliques
 * (series, authors, sequels), so most links cost the fraction of an index.
 */
export class LinkCoder {
  readonly #coder: BitCoder;
  readonly #neighbours: number[][] = [];
  /** Common neighbours with the current item, and whether its link is settled; cleared after each item. */
  readonly #score: Uint16Array;
  readonly #settled: Uint8Array;
  readonly #touched: number[] = [];
  /** queues[s]: items proposed when their score was s; the last in is asked first. */
  readonly #queues: number[][] = [];
  #highest = 0;
  readonly #self = new BitModels(1);
  readonly #hit = new BitModels((MOST_SCORE + 1) * FOUND_CLASSES * DEGREE_CLASSES);
  readonly #more = new BitModels(SEED_CLASSES * FOUND_CLASSES * LENGTHS);
  readonly #gap = new NumberModels(LENGTHS * 3);
  readonly #both = new BitModels(LENGTHS * 8);
  readonly #way = new BitModels(LENGTHS);

  constructor(coder: BitCoder, items: number) {
    this.#coder = coder;
    this.#score = new Uint16Array(items);
    this.#settled = new Uint8Array(items);
  }

  self(linked: number): number {
    return this.#coder.bit(this.#self, 0, linked);
  }

  /**
   * Codes the links of the next item with those before it. ways[earlier] holds FORWARD | BACKWARD or 0;
   * a reader's is all zero, and filled. `earlier` are those linked, ascending; a reader gives none.
   * Returns the linked items in the order found. Throws `bundle/format` for a link that cannot be.
   */
  next(ways: Uint8Array, earlier: readonly number[]): number[] {
    const item = this.#neighbours.length;
    const found: number[] = [];
    this.#neighbours.push(found);
    let last = -1;
    for (let seeds = 0; ; seeds++) {
      const seed = this.#nextSeed(item, earlier, last, Math.min(seeds, SEED_CLASSES - 1), found.length);
      if (seed < 0) break;
      last = seed;
      this.#settle(seed);
      this.#add(item, seed, ways, found);
      this.#askProposed(item, ways, found);
    }
    for (const other of this.#touched) this.#score[other] = this.#settled[other] = 0;
    this.#touched.length = 0;
    for (const other of found) this.#neighbours[other]!.push(item);
    return found;
  }

  #nextSeed(item: number, earlier: readonly number[], last: number, seeds: number, found: number): number {
    const seed = earlier.find((other) => other > last && this.#settled[other] === 0) ?? -1;
    const foundClass = Math.min(FOUND_CLASSES - 1, bitLength(found));
    const context = (seeds * FOUND_CLASSES + foundClass) * LENGTHS + bitLength(item);
    if (this.#coder.bit(this.#more, context, seed < 0 ? 0 : 1) === 0) return -1;
    const gapContext = bitLength(item - last) * 3 + Math.min(2, found);
    const named = last + 1 + this.#gap.code(this.#coder, gapContext, Math.max(0, seed - last - 1));
    if (named < item && this.#settled[named] === 0) return named;
    throw studentFault(`sparse link from ${item} to ${named}; expected an earlier item, named once`);
  }

  #askProposed(item: number, ways: Uint8Array, found: number[]): void {
    while (this.#highest > 0) {
      const other = this.#queues[this.#highest]?.pop();
      if (other === undefined) {
        this.#highest--;
        continue;
      }
      if (this.#settled[other] === 1 || this.#score[other] !== this.#highest) continue;
      this.#settle(other);
      const foundClass = Math.min(FOUND_CLASSES - 1, bitLength(found.length));
      const context =
        (Math.min(MOST_SCORE, this.#score[other]!) * FOUND_CLASSES + foundClass) * DEGREE_CLASSES +
        degreeClass(this.#neighbours[other]!.length);
      if (this.#coder.bit(this.#hit, context, ways[other] === 0 ? 0 : 1) === 1)
        this.#add(item, other, ways, found);
    }
  }

  #add(item: number, other: number, ways: Uint8Array, found: number[]): void {
    found.push(other);
    const distance = bitLength(item - other);
    const score = Math.min(7, this.#score[other]!);
    const both = this.#coder.bit(this.#both, distance * 8 + score, ways[other] === 3 ? 1 : 0);
    const way = both === 1 ? 3 : 1 + this.#coder.bit(this.#way, distance, ways[other] === BACKWARD ? 1 : 0);
    ways[other] = way;
    const list = this.#neighbours[other]!;
    for (let i = Math.max(0, list.length - PROPOSALS); i < list.length; i++) this.#propose(list[i]!);
  }

  #propose(other: number): void {
    const score = ++this.#score[other]!;
    if (score === 1) this.#touched.push(other);
    if (this.#settled[other] === 1) return;
    (this.#queues[score] ??= []).push(other);
    this.#highest = Math.max(this.#highest, score);
  }

  #settle(other: number): void {
    this.#settled[other] = 1;
    if (this.#score[other] === 0) this.#touched.push(other);
  }
}

/** Half-octaves. */
function degreeClass(degree: number): number {
  const length = bitLength(degree);
  return Math.min(DEGREE_CLASSES - 1, length < 2 ? length : 2 * length - 2 + ((degree >> (length - 2)) & 1));
}

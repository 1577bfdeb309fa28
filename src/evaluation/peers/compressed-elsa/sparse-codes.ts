import type { Random } from '../../../core/random.ts';
import { type Trainable, trainedArray } from '../../../training/layers.ts';
import type { Kernels } from '../../../kernels/index.ts';

/** One trained size: `entries` values of unit rows in as many of `dim` columns. */
export interface ElsaLevel {
  readonly items: number;
  readonly dim: number;
  readonly entries: number;
  /** columns[items, entries] */
  readonly columns: Uint32Array;
  /** unit[items, entries] */
  readonly unit: Float32Array;
}

/**
 * Sparse codes in training: every item has `entries` values in as many of `dim` columns, and is used as the unit
 * vector along them. Entry e of item i stands at i · entries + e in all arrays, columns ascending.
 */
export class SparseCodes {
  readonly items: number;
  readonly dim: number;
  /** Values an item; falls by `prune`. */
  entries: number;
  private readonly columnStore: Uint32Array;
  private readonly unitStore: Float32Array;
  private readonly store: Trainable;
  private readonly norms: Float32Array;

  /** All of `dim` columns, normal numbers of variance 1 / dim, in the kernels' memory. */
  constructor(kernels: Kernels, items: number, dim: number, random: Random) {
    this.items = items;
    this.dim = dim;
    this.entries = dim;
    this.store = trainedArray(kernels, items * dim);
    this.columnStore = kernels.uint32(items * dim);
    this.unitStore = kernels.float32(items * dim);
    this.norms = new Float32Array(items);
    for (let e = 0; e < items * dim; e++) {
      this.store.weights[e] = random.normal() / Math.sqrt(dim);
      this.columnStore[e] = e % dim;
    }
  }

  /** columns[items, entries] */
  get columns(): Uint32Array {
    return this.columnStore.subarray(0, this.items * this.entries);
  }

  /** unit[items, entries], as the last `normalise` left it. */
  get unit(): Float32Array {
    return this.unitStore.subarray(0, this.items * this.entries);
  }

  /** weights[items, entries], before they are made unit vectors, with gradient and moments. */
  get values(): Trainable {
    const count = this.items * this.entries;
    const { weights, gradient, first, second } = this.store;
    return {
      weights: weights.subarray(0, count),
      gradient: gradient.subarray(0, count),
      first: first.subarray(0, count),
      second: second.subarray(0, count),
    };
  }

  /** What they are now, copied. */
  level(): ElsaLevel {
    this.normalise();
    const { items, dim, entries, columns, unit } = this;
    return { items, dim, entries, columns: columns.slice(), unit: unit.slice() };
  }

  /** Sets columns, values and moments to those of a checkpoint, which may have fewer entries. */
  restore(columns: Uint32Array, { weights, first, second }: Omit<Trainable, 'gradient'>): void {
    this.entries = columns.length / this.items;
    this.columns.set(columns);
    this.values.weights.set(weights);
    this.values.first.set(first);
    this.values.second.set(second);
  }

  /** Keeps the `entries` values of largest size of each item, with their moments; of equal ones the first. */
  prune(entries: number): void {
    const { items, entries: before, columnStore: columns, store } = this;
    if (entries >= before) return;
    const { weights, first, second } = store;
    for (let item = 0; item < items; item++) {
      const from = item * before;
      const to = item * entries;
      // Rows only move towards the front, so none is overwritten before it was read.
      largest(weights.subarray(from, from + before), entries).forEach((e, place) => {
        columns[to + place] = columns[from + e]!;
        for (const values of [weights, first, second]) values[to + place] = values[from + e]!;
      });
    }
    this.entries = entries;
  }

  /** unit = weights / |row|; an item of zeros stays one. */
  normalise(): void {
    const { items, entries, unit, norms } = this;
    const { weights } = this.values;
    for (let item = 0; item < items; item++) {
      const [start, end] = [item * entries, (item + 1) * entries];
      let square = 0;
      for (let e = start; e < end; e++) square += weights[e]! ** 2;
      norms[item] = Math.sqrt(square);
      const scale = square > 0 ? 1 / norms[item]! : 0;
      for (let e = start; e < end; e++) unit[e] = weights[e]! * scale;
    }
  }

  /** From gradient = d loss / d unit to d loss / d weights, in place: what is along the row cannot change it. */
  normaliseBackward(): void {
    const { items, entries, unit, norms } = this;
    const { gradient } = this.values;
    for (let item = 0; item < items; item++) {
      const [start, end] = [item * entries, (item + 1) * entries];
      let along = 0;
      for (let e = start; e < end; e++) along += unit[e]! * gradient[e]!;
      const scale = norms[item]! > 0 ? 1 / norms[item]! : 0;
      for (let e = start; e < end; e++) gradient[e] = (gradient[e]! - along * unit[e]!) * scale;
    }
  }
}

/** Places of the `count` values of largest size, ascending. */
function largest(values: Float32Array, count: number): number[] {
  const sizes = values.map(Math.abs);
  const least = sizes.toSorted()[sizes.length - count]!;
  let ties = count - sizes.reduce((above, size) => above + (size > least ? 1 : 0), 0);
  const places: number[] = [];
  for (let e = 0; e < sizes.length; e++) {
    if (sizes[e]! > least || (sizes[e]! === least && ties-- > 0)) places.push(e);
  }
  return places;
}

import type { Kernels } from '../../kernels/index.ts';

/** Histories of a batch of users as compressed rows in the kernels' shared memory, refilled for every batch. */
export class HistoryBatch {
  /** Rows filled so far. */
  rows = 0;
  readonly capacity: number;
  readonly items: number;
  /** offsets[capacity + 1] */
  readonly offsets: Uint32Array;
  /** Σ |w| of each row, at least 1. */
  readonly sizes: Float32Array;
  private readonly kernels: Kernels;
  private entryCapacity = 0;
  private indexStore!: Uint32Array;
  private weightStore!: Float32Array;

  constructor(kernels: Kernels, capacity: number, items: number) {
    this.kernels = kernels;
    this.capacity = capacity;
    this.items = items;
    this.offsets = kernels.uint32(capacity + 1);
    this.sizes = kernels.float32(capacity);
    this.reserve(capacity * 64);
  }

  /** indices[entries] of all rows. */
  get indices(): Uint32Array {
    return this.indexStore;
  }

  /** One weight an entry; 1 for a like. */
  get weights(): Float32Array {
    return this.weightStore;
  }

  clear(): void {
    this.rows = 0;
  }

  /** Appends one user's items, each with weight 1. */
  push(items: ArrayLike<number>): void {
    const start = this.offsets[this.rows]!;
    const end = start + items.length;
    if (end > this.entryCapacity) this.reserve(Math.max(end, this.entryCapacity * 2));
    this.indexStore.set(items, start);
    this.weightStore.fill(1, start, end);
    this.sizes[this.rows] = Math.max(1, items.length);
    this.rows++;
    this.offsets[this.rows] = end;
  }

  /** The items of one row, without copying. */
  row(row: number): Uint32Array {
    return this.indexStore.subarray(this.offsets[row], this.offsets[row + 1]);
  }

  // Outgrown stores stay in the arena until its next release; doubling bounds the waste.
  private reserve(entries: number): void {
    const indices = this.kernels.uint32(entries);
    const weights = this.kernels.float32(entries);
    if (this.entryCapacity > 0) {
      indices.set(this.indexStore);
      weights.set(this.weightStore);
    }
    this.indexStore = indices;
    this.weightStore = weights;
    this.entryCapacity = entries;
  }
}

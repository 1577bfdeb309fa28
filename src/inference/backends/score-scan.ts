import { EXP_REACH, quickExp } from './quick-exp.ts';
import { LeastOfBest } from './least-of-best.ts';
import type { ScoringLayout } from './scoring-layout.ts';

/** What is found among scores that lie in arrays of one tile each. */
export interface ScoreScan {
  /** Every item at or above (k-th best − margin), ascending, and ln Σ exp(score) over all above `floor`. */
  find(k: number, margin: number): { readonly items: Uint32Array; readonly logTotal: number };
}

/**
 * Looks once through scores[tiles][slots], of which the first `itemsPerTile` of a tile are items; those not above
 * `floor` are no candidates. Keeps its arrays between calls. `logTotal` is NaN where a score is.
 */
export function createScoreScan(
  scores: readonly Float32Array[],
  { itemsPerTile }: Pick<ScoringLayout, 'itemsPerTile'>,
  floor: number,
): ScoreScan {
  const scan = new Scan(floor);
  return {
    find: (k, margin) => {
      scan.start(k, margin);
      for (const [number, tile] of scores.entries()) scan.take(tile, itemsPerTile, number * itemsPerTile);
      return { items: scan.items(), logTotal: scan.logTotal() };
    },
  };
}

/** One pass: what may be among the best is kept as the bar rises, and sorted out at the end. */
class Scan {
  readonly #floor: number;
  readonly #best = new LeastOfBest();
  #items = new Uint32Array(1024);
  #scores = new Float32Array(1024);
  #count = 0;
  #margin = 0;
  #most = 0;
  /** Σ exp(score − most) */
  #total = 0;

  constructor(floor: number) {
    this.#floor = floor;
  }

  start(k: number, margin: number): void {
    this.#best.start(k);
    this.#margin = margin;
    this.#count = 0;
    this.#most = Number.NEGATIVE_INFINITY;
    this.#total = 0;
  }

  /** The first score is that of item `first`. */
  take(scores: Float32Array, count: number, first: number): void {
    const floor = this.#floor;
    let most = this.#most;
    let total = this.#total;
    let bar = this.#bar();
    // Most scores pass by one comparison each, or two.
    let least = Math.max(most - EXP_REACH, floor);
    for (let i = 0; i < count; i++) {
      const score = scores[i]!;
      if (score >= bar && score > floor) {
        this.#keep(first + i, score);
        bar = this.#bar();
        // The largest so far is always kept, since the bar is no higher than it.
        if (score > most) {
          total *= Math.exp(most - score);
          most = score;
          least = Math.max(most - EXP_REACH, floor);
        }
      }
      if (score > least) total += quickExp(most - score);
      else if (Number.isNaN(score)) total = score;
    }
    this.#most = most;
    this.#total = total;
  }

  logTotal(): number {
    return this.#total === 0 ? Number.NEGATIVE_INFINITY : this.#most + Math.log(this.#total);
  }

  /** Those kept that the bar, now final, lets through. */
  items(): Uint32Array {
    const bar = this.#bar();
    return this.#items.subarray(0, this.#count).filter((_, at) => this.#scores[at]! >= bar);
  }

  #bar(): number {
    return Math.max(this.#best.value - this.#margin, this.#floor);
  }

  #keep(item: number, score: number): void {
    if (this.#count === this.#items.length) this.#grow();
    this.#items[this.#count] = item;
    this.#scores[this.#count++] = score;
    this.#best.add(score);
  }

  #grow(): void {
    const items = new Uint32Array(2 * this.#count);
    const scores = new Float32Array(2 * this.#count);
    items.set(this.#items);
    scores.set(this.#scores);
    this.#items = items;
    this.#scores = scores;
  }
}

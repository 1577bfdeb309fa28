import { applyResidual, codeAt, historySize, poolHistory } from '../core/hybrid.ts';
import type { HybridStudent, QuantisedTable, SparseTable, UserQuery } from '../core/hybrid.ts';

/** What part of an item's score is owed to one liked item, by index. */
export interface Owed {
  readonly item: number;
  readonly share: number;
}

/** Most reasons that an item carries. */
export const MAX_REASONS = 3;

/**
 * Leave-one-out: how far an item's score falls when one like is taken out of the history, its size held
 * fixed, so that only what the like says counts and not that the history got shorter. The falls above
 * zero, divided by their sum, are the shares. Gives a function from item to its largest shares.
 */
export function explain(student: HybridStudent, query: UserQuery): (item: number) => Owed[] {
  const likes = likesOf(query);
  const gains = gainsOf(student, query, likes);
  const drops = new Float64Array(likes.length);
  return (item) => {
    for (let at = 0; at < drops.length; at++) {
      const { item: like, weight } = likes[at]!;
      drops[at] = query.gate * weight * sparseValue(student.sparse, like, item);
    }
    addDense(student.out, item, gains, drops);
    return largestShares(likes, drops);
  };
}

interface Like {
  readonly item: number;
  readonly weight: number;
}

/** What a history holds of positive weight. */
function likesOf({ history }: UserQuery): Like[] {
  const all = Array.from(history.items, (item, h) => ({ item, weight: history.weights[h]! }));
  return all.filter(({ weight }) => weight > 0);
}

/** gains[dim, likes]: what each like adds to the user vector, through the residual layer's bend. */
function gainsOf(student: HybridStudent, query: UserQuery, likes: readonly Like[]): Float64Array {
  const size = historySize(query.history);
  const pooled = poolHistory(student, query.history, size);
  const gains = new Float64Array(student.dim * likes.length);
  for (const [at, { item, weight }] of likes.entries()) {
    const left = poolHistory(student, { items: [item], weights: [weight] }, size);
    for (let c = 0; c < left.length; c++) left[c] = pooled[c]! - left[c]!;
    const without = applyResidual(student.residual, left);
    for (let c = 0; c < without.length; c++) gains[c * likes.length + at] = query.user[c]! - without[c]!;
  }
  return gains;
}

/** drops[likes] += gains[dim, likes] · out[item]; the likes run inside, where no sum waits for the last. */
function addDense(out: QuantisedTable, item: number, gains: Float64Array, drops: Float64Array): void {
  const count = drops.length;
  for (let c = 0; c < out.columns; c++) {
    const value = codeAt(out, item, c) * out.scales[item]!;
    for (let at = 0; at < count; at++) drops[at]! += gains[c * count + at]! * value;
  }
}

function largestShares(likes: readonly Like[], drops: Float64Array): Owed[] {
  let total = 0;
  for (const drop of drops) total += Math.max(0, drop);
  if (!(total > 0)) return [];
  const owed: Owed[] = [];
  for (let at = 0; at < drops.length; at++) {
    if (drops[at]! > 0) owed.push({ item: likes[at]!.item, share: drops[at]! / total });
  }
  return owed.sort((a, b) => b.share - a.share || a.item - b.item).slice(0, MAX_REASONS);
}

/** sparse[row, column], by bisection of the row's ascending columns. */
function sparseValue(sparse: SparseTable, row: number, column: number): number {
  let low = sparse.offsets[row]!;
  let high = sparse.offsets[row + 1]!;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sparse.columns[middle]! < column) low = middle + 1;
    else high = middle;
  }
  const found = low < sparse.offsets[row + 1]! && sparse.columns[low] === column;
  return found ? sparse.codes[low]! * sparse.scales[row]! : 0;
}

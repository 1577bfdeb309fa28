import { applyResidual, codeAt, historySize, poolHistory, sparseGate } from '../core/hybrid.ts';
import type { History, HybridStudent } from '../core/hybrid.ts';

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
export function explain(student: HybridStudent, history: History): (item: number) => Owed[] {
  const size = historySize(history);
  const pooled = poolHistory(student, history, size);
  const user = applyResidual(student.residual, pooled);
  const gate = sparseGate(student, size);
  const likes: Like[] = [];
  for (let h = 0; h < history.items.length; h++) {
    const weight = history.weights[h]!;
    if (weight <= 0) continue;
    const alone = poolHistory(student, { items: [history.items[h]!], weights: [weight] }, size);
    const without = applyResidual(
      student.residual,
      pooled.map((sum, c) => sum - alone[c]!),
    );
    likes.push({
      item: history.items[h]!,
      gain: user.map((part, c) => part - without[c]!),
      gate: gate * weight,
    });
  }
  return (item) => largestShares(likes, dropsOf(student, likes, item));
}

interface Like {
  readonly item: number;
  /** gain[dim]: what the like adds to the user vector. */
  readonly gain: Float32Array;
  /** Factor of its row of the sparse part. */
  readonly gate: number;
}

/** drops[likes]: score of the item minus its score without each like. */
function dropsOf(student: HybridStudent, likes: readonly Like[], item: number): number[] {
  const { out, dim } = student;
  const row = Float64Array.from({ length: dim }, (_, c) => codeAt(out, item, c) * out.scales[item]!);
  return likes.map((like) => {
    let drop = like.gate * sparseValue(student, like.item, item);
    for (let c = 0; c < dim; c++) drop += like.gain[c]! * row[c]!;
    return drop;
  });
}

function largestShares(likes: readonly Like[], drops: readonly number[]): Owed[] {
  const total = drops.reduce((sum, drop) => sum + Math.max(0, drop), 0);
  if (!(total > 0)) return [];
  return likes
    .map((like, i) => ({ item: like.item, share: Math.max(0, drops[i]!) / total }))
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share || a.item - b.item)
    .slice(0, MAX_REASONS);
}

/** sparse[row, column], by bisection of the row's ascending columns. */
function sparseValue({ sparse }: HybridStudent, row: number, column: number): number {
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

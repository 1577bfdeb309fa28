/**
 * The positions of the k largest scores, best first; equal scores in ascending position, which is
 * ascending item id because catalogues are sorted by id. Positions whose score is −Infinity or NaN
 * are never returned, so a mask is written into the scores.
 *
 * A heap of k whose root is the worst kept entry: O(n + m log k) for m entries that pass the root.
 */
export function topK(scores: ArrayLike<number>, k: number, start = 0, end = scores.length): Uint32Array {
  const heap = new Uint32Array(Math.max(0, Math.min(k, end - start)));
  if (heap.length === 0) return heap;
  let filled = 0;
  for (let at = start; at < end; at++) {
    const score = scores[at]!;
    if (!(score > Number.NEGATIVE_INFINITY)) continue;
    if (filled < heap.length) {
      heap[filled++] = at;
      siftUp(heap, filled - 1, scores);
    } else if (score > scores[heap[0]!]!) {
      // An equal score at a later position is never better, so a plain comparison is enough here.
      heap[0] = at;
      siftDown(heap, filled, scores);
    }
  }
  // The worst of what is left goes behind all others: quicker than to sort with a function.
  for (let left = filled - 1; left > 0; left--) {
    swap(heap, 0, left);
    siftDown(heap, left, scores);
  }
  const best = heap.slice(0, filled);
  for (let i = 0; i < best.length; i++) best[i]! -= start;
  return best;
}

/** True when the entry at position a must leave the list before the one at b. */
function isWorse(a: number, b: number, scores: ArrayLike<number>): boolean {
  return scores[a]! < scores[b]! || (scores[a] === scores[b] && a > b);
}

function siftUp(heap: Uint32Array, from: number, scores: ArrayLike<number>): void {
  let child = from;
  while (child > 0) {
    const parent = (child - 1) >> 1;
    if (!isWorse(heap[child]!, heap[parent]!, scores)) return;
    swap(heap, child, parent);
    child = parent;
  }
}

function siftDown(heap: Uint32Array, size: number, scores: ArrayLike<number>): void {
  let parent = 0;
  for (;;) {
    let worst = 2 * parent + 1;
    if (worst >= size) return;
    if (worst + 1 < size && isWorse(heap[worst + 1]!, heap[worst]!, scores)) worst++;
    if (!isWorse(heap[worst]!, heap[parent]!, scores)) return;
    swap(heap, parent, worst);
    parent = worst;
  }
}

function swap(heap: Uint32Array, a: number, b: number): void {
  const kept = heap[a]!;
  heap[a] = heap[b]!;
  heap[b] = kept;
}

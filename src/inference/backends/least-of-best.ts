/** The k-th largest of the numbers seen so far: a heap of the k largest, whose root is the least of them. */
export class LeastOfBest {
  #heap = new Float32Array(1024);
  #k = 0;
  #size = 0;

  start(k: number): void {
    if (this.#heap.length < k) this.#heap = new Float32Array(k);
    this.#k = k;
    this.#size = 0;
  }

  /** −Infinity until there are k. */
  get value(): number {
    return this.#size === this.#k ? this.#heap[0]! : Number.NEGATIVE_INFINITY;
  }

  add(number: number): void {
    if (this.#size < this.#k) this.#rise(number);
    else if (number > this.#heap[0]!) this.#sink(number);
  }

  /** A new leaf goes up to its place. */
  #rise(number: number): void {
    const heap = this.#heap;
    let at = this.#size++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (heap[parent]! <= number) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = number;
  }

  /** A new root goes down to its place; the old one is forgotten. */
  #sink(number: number): void {
    const heap = this.#heap;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= this.#size) break;
      if (child + 1 < this.#size && heap[child + 1]! < heap[child]!) child++;
      if (heap[child]! >= number) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = number;
  }
}

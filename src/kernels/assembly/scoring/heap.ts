import { at } from '../vector';

/** Puts a value into a heap of `size` float32 whose root is the smallest; there must be room for it. */
export function push(heap: usize, size: i32, value: f32): void {
  let child = size;
  while (child > 0) {
    const parent = (child - 1) >> 1;
    const above = load<f32>(at(heap, parent));
    if (above <= value) break;
    store<f32>(at(heap, child), above);
    child = parent;
  }
  store<f32>(at(heap, child), value);
}

/** Puts a value in the place of the smallest. */
export function replaceRoot(heap: usize, size: i32, value: f32): void {
  let parent = 0;
  for (;;) {
    let child = 2 * parent + 1;
    if (child >= size) break;
    if (child + 1 < size && load<f32>(at(heap, child + 1)) < load<f32>(at(heap, child))) child++;
    const below = load<f32>(at(heap, child));
    if (below >= value) break;
    store<f32>(at(heap, parent), below);
    parent = child;
  }
  store<f32>(at(heap, parent), value);
}

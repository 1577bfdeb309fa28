import { at } from './vector';

/** values[begin … end) = value */
export function fill(begin: i32, end: i32, scratch: usize, values: usize, value: f32): void {
  const lanes = f32x4.splat(value);
  let i = begin;
  for (; i + 4 <= end; i += 4) v128.store(at(values, i), lanes);
  for (; i < end; i++) store<f32>(at(values, i), value);
}

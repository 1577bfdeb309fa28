import { at, multiplyAdd } from './vector';

/** How a product meets c. */
export const SET: i32 = 0;
export const ADD: i32 = 1;
export const SUBTRACT: i32 = 2;

/**
 * c[6, 8] =, += or −= Σ_p a[p, 6] · b[p, 8] on packed panels: twelve accumulators stay in registers over the
 * whole depth. Both panels are `depth` steps long; c's rows are `stride` values apart.
 *
 * The three ways to write are three plain blocks on purpose: any further vector alive after the loop makes V8
 * spill accumulators inside the loop, at half the speed.
 */
export function multiplyPanels(depth: i32, a: usize, b: usize, c: usize, stride: i32, write: i32): void {
  let c00 = f32x4.splat(0), c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0), c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0), c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0), c31 = f32x4.splat(0);
  let c40 = f32x4.splat(0), c41 = f32x4.splat(0);
  let c50 = f32x4.splat(0), c51 = f32x4.splat(0);
  for (let p = 0; p < depth; p++) {
    const left = v128.load(b);
    const right = v128.load(b, 16);
    let value = v128.load_splat<f32>(a);
    c00 = multiplyAdd(value, left, c00);
    c01 = multiplyAdd(value, right, c01);
    value = v128.load_splat<f32>(a, 4);
    c10 = multiplyAdd(value, left, c10);
    c11 = multiplyAdd(value, right, c11);
    value = v128.load_splat<f32>(a, 8);
    c20 = multiplyAdd(value, left, c20);
    c21 = multiplyAdd(value, right, c21);
    value = v128.load_splat<f32>(a, 12);
    c30 = multiplyAdd(value, left, c30);
    c31 = multiplyAdd(value, right, c31);
    value = v128.load_splat<f32>(a, 16);
    c40 = multiplyAdd(value, left, c40);
    c41 = multiplyAdd(value, right, c41);
    value = v128.load_splat<f32>(a, 20);
    c50 = multiplyAdd(value, left, c50);
    c51 = multiplyAdd(value, right, c51);
    a += 24;
    b += 32;
  }
  if (write == SET) {
    setRow(c, c00, c01);
    setRow(at(c, stride), c10, c11);
    setRow(at(c, 2 * stride), c20, c21);
    setRow(at(c, 3 * stride), c30, c31);
    setRow(at(c, 4 * stride), c40, c41);
    setRow(at(c, 5 * stride), c50, c51);
  } else if (write == ADD) {
    addRow(c, c00, c01);
    addRow(at(c, stride), c10, c11);
    addRow(at(c, 2 * stride), c20, c21);
    addRow(at(c, 3 * stride), c30, c31);
    addRow(at(c, 4 * stride), c40, c41);
    addRow(at(c, 5 * stride), c50, c51);
  } else {
    subtractRow(c, c00, c01);
    subtractRow(at(c, stride), c10, c11);
    subtractRow(at(c, 2 * stride), c20, c21);
    subtractRow(at(c, 3 * stride), c30, c31);
    subtractRow(at(c, 4 * stride), c40, c41);
    subtractRow(at(c, 5 * stride), c50, c51);
  }
}

@inline
function setRow(c: usize, left: v128, right: v128): void {
  v128.store(c, left);
  v128.store(c, right, 16);
}

@inline
function addRow(c: usize, left: v128, right: v128): void {
  v128.store(c, f32x4.add(v128.load(c), left));
  v128.store(c, f32x4.add(v128.load(c, 16), right), 16);
}

@inline
function subtractRow(c: usize, left: v128, right: v128): void {
  v128.store(c, f32x4.sub(v128.load(c), left));
  v128.store(c, f32x4.sub(v128.load(c, 16), right), 16);
}

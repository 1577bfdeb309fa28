/** Value of one step of a user and of an item's code: a power of two, so that float32 products and sums are exact. */
export const STEP = 2 ** -7;

/** Values of a user or an item: as in the engine's tests of speed everywhere. */
export const DIM = 64;

/** What all routes score: the same codes for the same users. */
export interface Workload {
  readonly items: number;
  /** codes[items, DIM], −127 … 127 */
  readonly codes: Int8Array;
  /** A few users, so that no route can answer from memory; users[…][DIM] = STEP · whole numbers −128 … 127. */
  readonly users: readonly Float32Array[];
}

/** What a route answers. */
export interface Top {
  /** Best first. */
  readonly items: ArrayLike<number>;
  /** Of each item: users · codes · STEP. */
  readonly scores: ArrayLike<number>;
}

const USERS = 4;

/**
 * Random codes and users. Every user has the values −128 and 127, so that a route which rounds users to 8
 * bits between their least and largest value loses nothing.
 */
export function makeWorkload(items: number, seed = 1): Workload {
  const next = numbers(seed);
  const codes = new Int8Array(items * DIM);
  for (let i = 0; i < codes.length; i++) codes[i] = Math.max(-127, next() >> 24);
  const users = Array.from({ length: USERS }, () => {
    const user = Float32Array.from({ length: DIM }, () => STEP * (next() >> 24));
    user[(next() >>> 8) % 32] = -128 * STEP;
    user[32 + ((next() >>> 8) % 32)] = 127 * STEP;
    return user;
  });
  return { items, codes, users };
}

/** Signed 32-bit numbers of a linear congruential generator; their high bits are good enough for a workload. */
function numbers(seed: number): () => number {
  let state = Math.imul(seed, 0x9e3779b9);
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state;
  };
}

/** user · codes[item] in steps of STEP²: a whole number, exact. */
export function exactDot({ codes }: Pick<Workload, 'codes'>, user: Float32Array, item: number): number {
  let dot = 0;
  for (let c = 0; c < DIM; c++) dot += (user[c]! / STEP) * codes[item * DIM + c]!;
  return dot;
}

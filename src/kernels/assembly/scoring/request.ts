/**
 * One request: addresses in bytes, counts, factors. Written field for field, four bytes each, by
 * src/kernels/scoring/scorer.ts; `found`, `largest` and `total` are the answer.
 */
@unmanaged
export class Request {
  items!: i32;
  /** Bits of a code: 4 or 8. */
  bits!: i32;
  /** Steps of a panel: see dots.ts. */
  steps!: i32;
  codes!: usize;
  /** scales[items], bias[items], prior[items]: float32, with room up to a whole panel. */
  scales!: usize;
  bias!: usize;
  prior!: usize;
  /** mask[items], bytes: bit 0 a candidate, bit 1 `sparse` holds something for it. */
  mask!: usize;
  /** sparse[items], float32: read only where the mask says so. */
  sparse!: usize;
  /** Pairs of int16 in the order in which dots.ts reads them. */
  user!: usize;
  /** Room for `k` float32: the best scores so far. */
  heap!: usize;
  /** Room for `items` uint32 and float32: what may be among the best. */
  proposed!: usize;
  proposedScores!: usize;
  k!: i32;
  /** What every dot product starts at. */
  start!: i32;
  /** Value of one step of the quantised user. */
  step!: f32;
  fade!: f32;
  popularity!: f32;
  /** How far below the k-th best a score may lie and still be proposed. */
  margin!: f32;
  /** Answer: how many items were proposed. */
  found!: i32;
  /** Answer: the largest score; −Infinity without a candidate. */
  largest!: f32;
  /** Unused, so that `total` lies at a multiple of eight. */
  padding!: i32;
  /** Answer: Σ exp(score − largest) over the candidates. */
  total!: f64;
}

/** Items that a thread scores at a stretch: some hundredths of a ms, so that none waits long for another one. */
export const RANGE: i32 = 8192;

/**
 * One request as one thread sees it: addresses in bytes, counts, factors. Written field for field, four bytes each, by
 * src/kernels/scoring/request-record.ts; `found` and the records at `ranges` are the answer.
 */
@unmanaged
export class Request {
  /** What a helper does: src/kernels/scoring/helper-thread.ts. */
  state!: i32;
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
  /** The next range that no thread has taken: see shared.ts. */
  counter!: usize;
  /** Room for the scores of a block. */
  values!: usize;
  /** Room for `k` float32: the best scores so far. */
  heap!: usize;
  /** Room for `items` uint32 and float32: what may be among the best. */
  proposed!: usize;
  proposedScores!: usize;
  /** Room for a record of each range. */
  ranges!: usize;
  k!: i32;
  /** What every dot product starts at. */
  start!: i32;
  /** Value of one step of the quantised user. */
  step!: f32;
  fade!: f32;
  popularity!: f32;
  /** How far below the k-th best a score may lie and still be proposed. */
  margin!: f32;
  /** Number of this request: marks the records that were made for it. */
  stamp!: i32;
  /** Below this a score cannot be among the k best. */
  bar!: f32;
  /** Answer: how many items were proposed. */
  found!: i32;
}

/** What the scores of a range come to. */
@unmanaged
export class RangeRecord {
  /** −Infinity without a candidate. */
  largest!: f32;
  /** Of the request that wrote it. */
  stamp!: i32;
  /** Σ exp(score − largest) over the candidates. */
  total!: f64;
}

/** Bytes of a record. */
export const RECORD: usize = 16;

/** A request's fields in memory, in units of 4 bytes: src/kernels/assembly/scoring/request.ts says what each is. */
export const FIELD = {
  state: 0,
  items: 1,
  /** From here on: bits, steps, addresses of what all threads read, then of what is a thread's own. */
  bits: 2,
  codes: 4,
  counter: 11,
  values: 12,
  ranges: 16,
  k: 17,
  start: 18,
  step: 19,
  fade: 20,
  popularity: 21,
  margin: 22,
  stamp: 23,
  found: 25,
} as const;

/** Fields of a request. */
export const FIELDS = 26;

/** Items that a thread scores at a stretch. */
export const RANGE = 8192;

/** Bytes of a range's record: largest score as float32, stamp, Σ exp(score − largest) as float64. */
export const RECORD_BYTES = 16;

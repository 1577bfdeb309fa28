/**
 * The first page of the shared memory, where the calling thread and its helpers meet. Byte offsets; the
 * worker gets this object with its start data, so that it needs no import.
 *
 * A helper's slot is IDLE; the caller sets it to POSTED; the helper takes the job by turning POSTED into
 * RUNNING and ends it with IDLE. A helper that slept through the job finds its slot taken back, so the job's
 * words are never rewritten under a thread that reads them.
 */
export const CONTROL = {
  /** Int32 a helper, 64 bytes apart so that no two threads share a cache line. */
  slots: 1024,
  slotBytes: 64,
  /** Int32: first element of the range that is not handed out yet. */
  next: 8192,
  /** Int32: kernel's position among the module's exports; elements; elements a range; arguments. */
  job: 8256,
  /** Float64 × maxArguments. */
  args: 8320,
  maxArguments: 32,
  /** Int32: characters of the message of the first helper that failed; 0: none. Int32 characters follow. */
  failure: 12_288,
  maxFailure: 500,
  idle: 0,
  posted: 1,
  running: 2,
  /** Turns of looking at a word before sleeping: about 20 microseconds, less than waking up costs. */
  spins: 2000,
} as const;

export type Control = typeof CONTROL;

/** Byte where the arena starts. */
export const ARENA_START = 65_536;
/** Threads that the slots have room for. */
export const MAX_THREADS = 64;

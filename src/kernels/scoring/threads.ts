import { SCORING_SHARED } from '../../../build/kernels/scoring-shared.ts';
import { STATE, startWorkerHelper } from './helper-thread.ts';
import type { Helper, StartHelper } from './helper-thread.ts';
import { compileText } from './module.ts';
import { makePlace } from './place.ts';
import type { ScoringKernels, ScoringPlace } from './place.ts';
import { FIELD, FIELDS, RECORD_BYTES } from './request-record.ts';
import { runAlone, Scorer } from './scorer.ts';
import type { Runner, ScorerTables } from './scorer.ts';

export interface ThreadOptions {
  /** Threads beside the calling one. */
  readonly helpers: number;
  /** For tests; default: a worker. */
  readonly start?: StartHelper;
  /** Told when a helper that had started is of no use any more: from then on the calling thread works alone. */
  readonly onLost?: (reason: string) => void;
}

/** A scorer, and when its helpers have started; until then, and where they do not, it works alone. */
export interface ThreadedScorer {
  readonly scorer: Scorer;
  /** Resolves when the helpers wait for work, or are known not to come; never rejects. */
  readonly started: Promise<void>;
}

/** The kernels for several threads (src/kernels/assembly/scoring/shared.ts). */
interface SharedKernels extends ScoringKernels {
  work(request: number): void;
  adopt(request: number, helper: number): void;
}

/** Bits of the counter that hold a range. */
const RANGE_BITS = 16;
/** So many requests in a row without a range from it, and a helper counts as lost. */
const MOST_MISSED = 50;
/** ms that a helper's last range is waited for: as long as the rest took, within these. */
const PATIENCE = { least: 1, most: 20 };

/**
 * As `createScorer`, on a memory that helpers share. A request never depends on them: what one has not finished in time
 * is scored by the calling thread, which waits no longer than some ms. Lists and sums are the same on any number of
 * threads. Throws `kernels/unavailable` and `kernels/memory`.
 */
export async function createThreadedScorer(
  tables: ScorerTables,
  { helpers, start = startWorkerHelper, onLost }: ThreadOptions,
): Promise<ThreadedScorer> {
  const module = await compileText(SCORING_SHARED);
  const place = await makePlace<SharedKernels>(tables.table, module, helpers + 1);
  const threads = new Threads(place, onLost);
  const scorer = new Scorer(tables, place, threads);
  return { scorer, started: threads.start(module, start) };
}

/** A helper, and what of it lies in memory. */
interface Colleague {
  readonly helper: Helper;
  /** Address of its request. */
  readonly request: number;
  readonly state: Int32Array;
  /** Its records: one of each range, those of former requests among them. */
  readonly records: Int32Array;
  /** Requests in a row without a range from it. */
  missed: number;
}

/** Shares the ranges of each request among the calling thread and its helpers. */
class Threads implements Runner {
  readonly #place: ScoringPlace<SharedKernels>;
  readonly #onLost: ((reason: string) => void) | undefined;
  readonly #fields: Int32Array;
  readonly #records: Int32Array;
  readonly #counter: Int32Array;
  #colleagues: Colleague[] = [];
  #closed = false;
  #stamp = 0;

  constructor(place: ScoringPlace<SharedKernels>, onLost: ThreadOptions['onLost']) {
    const { own, at } = place;
    this.#place = place;
    this.#onLost = onLost;
    this.#fields = this.#words(own[0]!.request, FIELDS);
    this.#records = this.#recordsAt(own[0]!.ranges);
    this.#counter = this.#words(at.counter, 1);
  }

  /** Starts a helper for every thread beyond the first; where one does not start, there are none. */
  async start(module: WebAssembly.Module, startHelper: StartHelper): Promise<void> {
    const { memory, own } = this.#place;
    const begun: Colleague[] = [];
    try {
      for (const { request, ranges } of own.slice(1)) {
        const helper = startHelper({ module, memory, request });
        const state = this.#words(request + 4 * FIELD.state, 1);
        begun.push({ helper, request, state, records: this.#recordsAt(ranges), missed: 0 });
        // Where a later one cannot be started, nobody waits for this one.
        helper.started.catch(() => undefined);
      }
      await Promise.all(begun.map(({ helper }) => helper.started));
    } catch {
      for (const { helper } of begun) helper.end();
      return;
    }
    this.#colleagues = begun;
    if (this.#closed) return this.close();
    for (const { helper } of begun) void helper.failed.then((reason) => this.#lose(reason));
  }

  run(): void {
    if (this.#colleagues.length === 0) return runAlone(this.#place);
    const { kernels, own, ranges } = this.#place;
    const { request } = own[0]!;
    const begun = performance.now();
    const posted = this.#post();
    kernels.work(request);
    const now = performance.now();
    const until = now + Math.min(PATIENCE.most, Math.max(PATIENCE.least, now - begun));
    for (const colleague of posted) this.#join(colleague, until);
    for (let range = 0; range < ranges; range++) {
      if (!this.#isScored(this.#records, range)) kernels.scoreRange(request, range);
    }
    kernels.finish(request);
    const lost = this.#colleagues.find(({ missed }) => missed >= MOST_MISSED);
    if (lost !== undefined) this.#lose(`it gave nothing to ${MOST_MISSED} requests in a row`);
  }

  /** Helpers that are still starting are ended as soon as they have. */
  close(): void {
    this.#closed = true;
    this.#endAll();
  }

  /** Writes the request down for all who are idle, and wakes them. */
  #post(): Colleague[] {
    const { kernels, own } = this.#place;
    this.#stamp = (this.#stamp + 1) | 0;
    this.#fields[FIELD.stamp] = this.#stamp;
    kernels.begin(own[0]!.request);
    Atomics.store(this.#counter, 0, this.#stamp << RANGE_BITS);
    return this.#colleagues.filter((colleague) => {
      colleague.missed++;
      // One that was held up still works on an old request, in arrays of its own.
      if (Atomics.load(colleague.state, 0) !== STATE.idle) return false;
      const fields = this.#words(colleague.request, FIELDS);
      fields.set(this.#fields.subarray(FIELD.k), FIELD.k);
      kernels.begin(colleague.request);
      Atomics.store(colleague.state, 0, STATE.posted);
      Atomics.notify(colleague.state, 0);
      return true;
    });
  }

  /** Takes over what a helper has found, unless it never came, or is not done by then. */
  #join(colleague: Colleague, until: number): void {
    const { state, records } = colleague;
    const { kernels, own, ranges } = this.#place;
    if (Atomics.compareExchange(state, 0, STATE.posted, STATE.idle) === STATE.posted) return;
    while (Atomics.load(state, 0) !== STATE.idle) if (performance.now() > until) return;
    kernels.adopt(own[0]!.request, colleague.request);
    for (let range = 0; range < ranges; range++) {
      if (!this.#isScored(records, range)) continue;
      const at = range * (RECORD_BYTES / 4);
      this.#records.set(records.subarray(at, at + RECORD_BYTES / 4), at);
      colleague.missed = 0;
    }
  }

  /** Whether a record is of this request: its second word says of which it is. */
  #isScored(records: Int32Array, range: number): boolean {
    return records[range * (RECORD_BYTES / 4) + 1] === this.#stamp;
  }

  #lose(reason: string): void {
    if (this.#colleagues.length === 0) return;
    this.#endAll();
    this.#onLost?.(reason);
  }

  #endAll(): void {
    for (const { helper } of this.#colleagues) helper.end();
    this.#colleagues = [];
  }

  #words(address: number, length: number): Int32Array {
    return new Int32Array(this.#place.memory.buffer, address, length);
  }

  #recordsAt(address: number): Int32Array {
    return this.#words(address, (RECORD_BYTES / 4) * this.#place.ranges);
  }
}

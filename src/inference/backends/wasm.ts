import { AttarError } from '../../core/errors.ts';
import type { History, SparseTable, UserQuery } from '../../core/hybrid.ts';
import { KernelError } from '../../kernels/errors.ts';
import { largestRowNorm } from '../../kernels/scoring/panels.ts';
import { createScorer, largestUserCode } from '../../kernels/scoring/scorer.ts';
import type { Scorer, ScorerTables } from '../../kernels/scoring/scorer.ts';
import type { Backend, Proposal, ScoredModel } from './backend.ts';
import type { BackendChange } from './recovery.ts';
import { quantiseUser, wasmErrorBound } from './wasm-error.ts';
import type { Largest } from './wasm-error.ts';

/** Codes of the sparse table reach 128 at most. */
const LARGEST_SPARSE_CODE = 128;

/**
 * Codes from which another thread is worth having: 131,072 items of 64, which one thread scores in well under a ms.
 * Below, waking it takes about what it saves.
 */
const CODES_FOR_THREADS = 2 ** 23;
/** More than these wait for memory, not for one another. */
const MOST_THREADS = 4;

export interface WasmOptions {
  /**
   * Threads to score on. Default: as many as the device has, up to four, where the page may share memory (it is
   * cross-origin isolated) and the catalogue is long; else one.
   */
  readonly threads?: number;
  /** Told when it goes on with one thread, because another one was lost. */
  readonly onChange?: ((change: BackendChange) => void) | undefined;
}

/**
 * Scores the catalogue on the processor, with SIMD and on codes that stay quantised. The user is
 * rounded to 16 bits for that, so scores are off by at most `wasmErrorBound`. The page's
 * Content-Security-Policy must allow `wasm-unsafe-eval`; for more than one thread also `worker-src blob:`, without which there
 * is one. Throws `backend/unavailable`.
 */
export async function createWasmBackend(model: ScoredModel, options: WasmOptions = {}): Promise<Backend> {
  const { threads = threadsFor(model), onChange } = options;
  const { scorer: made, started } = await start(model, threads, onChange);
  let scorer: Scorer | undefined = made;
  const largest = largestOf(model);
  return {
    name: 'wasm',
    ...(started && { ready: started }),
    propose: async (query, mask, k) => {
      if (scorer === undefined)
        throw new AttarError('backend/lost', 'this backend was disposed; load the model again');
      return propose(scorer, model, largest, { query, mask, k });
    },
    // The memory belongs to nobody else, so it goes with the last reference to it.
    dispose: () => {
      scorer?.close();
      scorer = undefined;
    },
  };
}

function threadsFor({ student: { items, dim } }: ScoredModel): number {
  if (!globalThis.crossOriginIsolated || items * dim < CODES_FOR_THREADS) return 1;
  return Math.min(navigator.hardwareConcurrency, MOST_THREADS);
}

function propose(
  scorer: Scorer,
  { student }: ScoredModel,
  largest: Largest,
  { query, mask, k }: { readonly query: UserQuery; readonly mask: Uint8Array; readonly k: number },
): Proposal {
  const user = quantiseUser(query.user, largestUserCode(student.out.bits, student.dim));
  const factors = sparseFactors(student.sparse, query.history, query.gate);
  const most = factors.reduce((sum, factor) => sum + Math.abs(factor), 0) * LARGEST_SPARSE_CODE;
  const error = wasmErrorBound(user, query, largest, most);
  const { items, logTotal } = scorer.score({
    user: user.codes,
    step: user.step,
    fade: query.fade,
    popularity: query.popularity,
    rows: query.history.items,
    factors,
    mask,
    k,
    // A table with a number that is not finite has no bound: then everything is proposed.
    margin: Number.isFinite(error) ? 2 * error : Number.POSITIVE_INFINITY,
  });
  return { items, logTotal, by: 'wasm' };
}

/** factors[h] = gate · w_h · scale of the row, multiplied in the reference's order. */
function sparseFactors(sparse: SparseTable, history: History, gate: number): Float64Array {
  return Float64Array.from(
    { length: history.items.length },
    (_, h) => gate * history.weights[h]! * sparse.scales[history.items[h]!]!,
  );
}

/** A scorer, and when the threads of one that has several have started. */
interface Started {
  readonly scorer: Scorer;
  readonly started?: Promise<void>;
}

async function start(
  { student, prior }: ScoredModel,
  threads: number,
  onChange: WasmOptions['onChange'],
): Promise<Started> {
  const tables = { table: student.out, bias: student.bias, prior, sparse: student.sparse };
  // Whatever stands in the way of more threads, one may still run.
  const several =
    threads > 1 ? await startThreads(tables, threads, onChange).catch(() => undefined) : undefined;
  if (several !== undefined) return several;
  try {
    return { scorer: await createScorer(tables) };
  } catch (cause) {
    if (!(cause instanceof KernelError)) throw cause;
    throw new AttarError(
      'backend/unavailable',
      `the wasm backend cannot run here: ${cause.message}; use backend: 'webgl' or 'plain'`,
      { cause },
    );
  }
}

async function startThreads(
  tables: ScorerTables,
  threads: number,
  onChange: WasmOptions['onChange'],
): Promise<Started> {
  const { createThreadedScorer } = await import('../../kernels/scoring/threads.ts');
  const onLost = (reason: string): void =>
    onChange?.({
      backend: 'wasm',
      reason: `one thread does all of it, since another one was lost (${reason})`,
    });
  return createThreadedScorer(tables, { helpers: threads - 1, onLost });
}

function largestOf({ student, prior }: ScoredModel): Largest {
  const magnitude = (values: Float32Array): number =>
    values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  return { rowNorm: largestRowNorm(student.out), bias: magnitude(student.bias), prior: magnitude(prior) };
}

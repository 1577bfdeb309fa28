import { AttarError } from '../../core/errors.ts';
import type { History, SparseTable, UserQuery } from '../../core/hybrid.ts';
import { KernelError } from '../../kernels/errors.ts';
import { largestRowNorm } from '../../kernels/scoring/panels.ts';
import { createScorer, largestUserCode } from '../../kernels/scoring/scorer.ts';
import type { Scorer } from '../../kernels/scoring/scorer.ts';
import type { Backend, Proposal, ScoredModel } from './backend.ts';
import { quantiseUser, wasmErrorBound } from './wasm-error.ts';
import type { Largest } from './wasm-error.ts';

/** Codes of the sparse table reach 128 at most. */
const LARGEST_SPARSE_CODE = 128;

/**
 * Scores the catalogue on the processor, on one thread, with SIMD and on codes that stay quantised. The user is
 * rounded to 16 bits for that, so scores are off by at most `wasmErrorBound`. The page's
 * Content-Security-Policy must allow `wasm-unsafe-eval`. Throws `backend/unavailable`.
 */
export async function createWasmBackend(model: ScoredModel): Promise<Backend> {
  let scorer: Scorer | undefined = await start(model);
  const largest = largestOf(model);
  return {
    name: 'wasm',
    propose: async (query, mask, k) => {
      if (scorer === undefined)
        throw new AttarError('backend/lost', 'this backend was disposed; load the model again');
      return propose(scorer, model, largest, { query, mask, k });
    },
    // The memory belongs to nobody else, so it goes with the last reference to it.
    dispose: () => {
      scorer = undefined;
    },
  };
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

async function start({ student, prior }: ScoredModel): Promise<Scorer> {
  try {
    return await createScorer({ table: student.out, bias: student.bias, prior, sparse: student.sparse });
  } catch (cause) {
    if (!(cause instanceof KernelError)) throw cause;
    throw new AttarError(
      'backend/unavailable',
      `the wasm backend cannot run here: ${cause.message}; use backend: 'webgl' or 'plain'`,
      { cause },
    );
  }
}

function largestOf({ student, prior }: ScoredModel): Largest {
  const magnitude = (values: Float32Array): number =>
    values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  return { rowNorm: largestRowNorm(student.out), bias: magnitude(student.bias), prior: magnitude(prior) };
}

import type { HybridStudent, UserQuery } from '../../core/hybrid.ts';
import type { BackendName } from '../types.ts';

/** What a backend scores. */
export interface ScoredModel {
  readonly student: HybridStudent;
  /** prior[items]: standardised log popularity of the catalogue; see `popularityPrior`. */
  readonly prior: Float32Array;
}

/** What a backend found; the list itself is made by the reference, in `rank.ts`. */
export interface Proposal {
  /** Every candidate that the reference could rank among its k best, and few others; ascending index. */
  readonly items: Uint32Array;
  /** ln Σ exp(score) over all candidates, of the backend's own scores; −Infinity when there is none. */
  readonly logTotal: number;
  /** Who computed it: a backend that was lost is answered by another. */
  readonly by: BackendName;
}

/** What scores the catalogue. Lists never depend on it: see `rank.ts`. */
export interface Backend {
  readonly name: BackendName;
  /**
   * mask[items]: 1 may be returned. A score that is not finite is no candidate's. Never rejects for a lost
   * device: it answers by a fallback and says so in `by`. Several calls may be in flight, each with a mask of
   * its own; a mask holds still until its promise settles and must not be read or kept after that.
   */
  propose(query: UserQuery, mask: Uint8Array, k: number): Promise<Proposal>;
  /** Resolves once what the backend is made of answers or could not be made; absent where it does from the start. */
  readonly ready?: Promise<void>;
  /** Frees what lives outside the heap; `propose` must not be called again. */
  dispose(): void;
}

/** Starts a backend. Rejects with `backend/unavailable` where it cannot run. */
export type BackendFactory = (model: ScoredModel) => Promise<Backend>;

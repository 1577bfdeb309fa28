import type { HybridQuery } from '../../core/hybrid.ts';
import type { BackendName } from '../types.ts';

/** Scores of every item for one query. */
export interface Scores {
  /** scores[items], each within `error` of `scoreItem`. */
  readonly scores: Float32Array;
  /** 0: the scores are those of `scoreItem`, bit for bit. */
  readonly error: number;
  /** Who computed them: a lost WebGL context is answered by `plain`. */
  readonly by: BackendName;
}

/** What scores the catalogue. Lists never depend on it: see `rank.ts`. */
export interface Backend {
  readonly name: BackendName;
  score(query: HybridQuery): Scores;
  /** Frees what lives outside the heap; `score` must not be called again. */
  dispose(): void;
}

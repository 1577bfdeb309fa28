import { isAttarError } from '../../core/errors.ts';
import { loadRecommender } from '../../inference/index.ts';
import type { BackendName, LoadProgress, Recommender } from '../../inference/index.ts';

export interface OpenOptions {
  readonly onProgress: (progress: LoadProgress) => void;
  readonly signal: AbortSignal;
}

export interface OpenedModel {
  readonly recommender: Recommender;
  /** True when the device has no WebGL and the model runs in plain JavaScript instead. */
  readonly fellBack: boolean;
}

export type OpenModel = (address: string, options: OpenOptions) => Promise<OpenedModel>;

/** Opens models on the backend asked for, or on `plain` where the device cannot run it. */
export function createOpenModel(wanted: BackendName, fetch?: typeof globalThis.fetch): OpenModel {
  return async (address, options) => {
    const open = (backend: BackendName) =>
      loadRecommender(address, { ...options, backend, ...(fetch && { fetch }) });
    if (wanted === 'plain') return { recommender: await open('plain'), fellBack: false };
    // Asked first, because a refusal after the download would cost the visitor a second one.
    if (!hasWebGL()) return { recommender: await open('plain'), fellBack: true };
    try {
      return { recommender: await open('webgl'), fellBack: false };
    } catch (error) {
      if (!isAttarError(error, 'backend/unavailable')) throw error;
      return { recommender: await open('plain'), fellBack: true };
    }
  };
}

function hasWebGL(): boolean {
  try {
    const context = document.createElement('canvas').getContext('webgl2');
    context?.getExtension('WEBGL_lose_context')?.loseContext();
    return context !== null;
  } catch {
    return false;
  }
}

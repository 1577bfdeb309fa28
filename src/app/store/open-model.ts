import { isAttarError } from '../../core/errors.ts';
import { loadRecommender } from '../../inference/index.ts';
import type { BackendName, LoadProgress, Recommender } from '../../inference/index.ts';
import { embeddedFiles } from '../embedded.ts';

export interface OpenOptions {
  readonly onProgress: (progress: LoadProgress) => void;
  readonly signal: AbortSignal;
}

/** A backend, or `auto` for the fastest that the device can run. */
export type WantedBackend = BackendName | 'auto';

export interface OpenedModel {
  readonly recommender: Recommender;
  /** True when the device cannot run the backend asked for, and the model runs on another. */
  readonly fellBack: boolean;
}

export type OpenModel = (address: string, options: OpenOptions) => Promise<OpenedModel>;

/** Opens models on the backend asked for, or on the fastest one where the device cannot run it. */
export function createOpenModel(wanted: WantedBackend, fetch?: typeof globalThis.fetch): OpenModel {
  return async (address, options) => {
    const files = await embeddedFiles(address);
    const source = { ...(files && { files }), ...(fetch && { fetch }) };
    // The service worker keeps the models: a second copy would be of no use.
    const open = (backend: WantedBackend) =>
      loadRecommender(address, { ...options, ...source, backend, cache: 'none' });
    try {
      return { recommender: await open(wanted), fellBack: false };
    } catch (error) {
      if (wanted === 'auto' || !isAttarError(error, 'backend/unavailable')) throw error;
      return { recommender: await open('auto'), fellBack: true };
    }
  };
}

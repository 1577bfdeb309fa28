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
  readonly openVariant: OpenVariant;
}

/** Opens another student of the same model, by the name that the manifest gives it; whoever opens it disposes of it. */
export type OpenVariant = (
  name: string,
  onProgress: (progress: LoadProgress) => void,
) => Promise<Recommender>;

export type OpenModel = (address: string, options: OpenOptions) => Promise<OpenedModel>;

/** Opens models on the backend asked for, or on the fastest one where the device cannot run it. */
export function createOpenModel(wanted: WantedBackend, fetch?: typeof globalThis.fetch): OpenModel {
  return async (address, options) => {
    const files = await embeddedFiles(address);
    const source = { ...(files && { files }), ...(fetch && { fetch }) };
    // The service worker keeps the models: a second copy would be of no use.
    const open = (backend: WantedBackend) =>
      loadRecommender(address, { ...options, ...source, backend, cache: 'none' });
    // Asked about the sample users once: not worth a place on the GPU.
    const openVariant: OpenVariant = (variant, onProgress) => {
      const load = (backend: BackendName) =>
        loadRecommender(address, { ...source, variant, onProgress, backend, cache: 'none' });
      return load('wasm').catch((error: unknown) => {
        if (isAttarError(error, 'backend/unavailable')) return load('plain');
        throw error;
      });
    };
    try {
      return { recommender: await open(wanted), fellBack: false, openVariant };
    } catch (error) {
      if (wanted === 'auto' || !isAttarError(error, 'backend/unavailable')) throw error;
      return { recommender: await open('auto'), fellBack: true, openVariant };
    }
  };
}

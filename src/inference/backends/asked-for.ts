import type { BackendChoice, BackendName } from '../types.ts';

/** The choice of a page that names its backend. */
export function askedFor(backend: BackendName): BackendChoice {
  return { backend, reason: 'it was asked for', measured: [] };
}

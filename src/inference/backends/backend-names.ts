import { AttarError } from '../../core/errors.ts';
import type { BackendName } from '../types.ts';

export const BACKEND_NAMES: readonly BackendName[] = ['webgl', 'wasm', 'plain'];

/** Narrows any value to the name of a backend. */
export function isBackendName(value: unknown): value is BackendName {
  return BACKEND_NAMES.some((name) => name === value);
}

/** Throws `request/invalid` for a backend that cannot be asked for. */
export function checkBackend(wish: string): void {
  if (wish === 'auto' || isBackendName(wish)) return;
  const known = ['auto', ...BACKEND_NAMES].join(', ');
  throw new AttarError('request/invalid', `backend "${wish}" is not known; expected one of: ${known}`);
}

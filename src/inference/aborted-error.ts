import { AttarError } from '../core/errors.ts';

/** The error of a load that its caller called off. */
export function abortedError(cause?: unknown): AttarError {
  return new AttarError('load/aborted', 'loading was called off by the caller', { cause });
}

import { AttarError } from '../core/errors.ts';

/** A file of a bundle that is not what the format allows. */
export function fileFault(file: string, reason: string): AttarError {
  return new AttarError('bundle/format', `${file}: ${reason}; publish the model again`);
}

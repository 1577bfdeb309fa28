import { AttarError } from '../../core/errors.ts';

/** Starts a worker; that it cannot run is told later, by its `error` event. Throws `backend/unavailable`. */
export function startWorker(): Worker {
  try {
    return new Worker(new URL('./main.ts', import.meta.url), { type: 'module', name: 'attar' });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `a worker cannot be started here (${reason}); use thread: 'page'`;
    throw new AttarError('backend/unavailable', message, { cause });
  }
}

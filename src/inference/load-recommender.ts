import { AttarError, isAttarError } from '../core/errors.ts';
import { lateCode } from '../core/late-code.ts';
import { checkBackend } from './backends/backend-names.ts';
import type { ModelLoadOptions } from './load-options.ts';
import type { Recommender, Thread } from './types.ts';
import { loadRemote } from './worker/load-remote.ts';
import { startWorker } from './worker/start.ts';

export interface RecommenderOptions extends ModelLoadOptions {
  /**
   * `worker` keeps all work off the page, reading the model included; `page` runs on the thread that asks. Default
   * `auto`: a worker where one starts and can run the backend, else the page; `Recommender.thread` says which.
   */
  readonly thread?: Thread | 'auto';
}

/**
 * Downloads and checks a model, starts its backend, and resolves when it can recommend. Only manifest,
 * student and catalogue are fetched, and only what is not stored on the device; every file, stored or not,
 * must have the size and SHA-256 that the manifest states. When the server's version cannot be had, the one
 * stored before is used as a whole, and `onNotice` says so. Rejects with `load/…`, `bundle/…`,
 * `backend/unavailable`, or `request/invalid` for an option that is not known.
 */
export async function loadRecommender(
  address: string,
  options: RecommenderOptions = {},
): Promise<Recommender> {
  const { thread = 'auto', ...rest } = options;
  checkBackend(options.backend ?? 'webgl');
  checkThread(thread, options);
  if (thread === 'page' || (thread === 'auto' && !suitsWorker(options))) return loadHere(address, rest);
  try {
    return await loadRemote(startWorker, address, rest);
  } catch (fault) {
    if (thread === 'worker' || !isAttarError(fault, 'backend/unavailable')) throw fault;
    // What was downloaded is stored on the device by now, wherever the browser stores anything.
    return loadHere(address, rest);
  }
}

function checkThread(thread: string, { fetch, start = 'early' }: RecommenderOptions): void {
  if (!['early', 'ready'].includes(start)) {
    throw new AttarError('request/invalid', `start "${start}" is not known; expected early or ready`);
  }
  if (!['auto', 'worker', 'page'].includes(thread)) {
    const message = `thread "${thread}" is not known; expected one of: auto, worker, page`;
    throw new AttarError('request/invalid', message);
  }
  if (thread === 'worker' && fetch !== undefined) {
    const message = "a worker cannot call the page's fetch; leave fetch out, or use thread: 'page'";
    throw new AttarError('request/invalid', message);
  }
}

/** Outside a page there is nothing to keep free, and WebGL in a worker draws on an OffscreenCanvas. */
function suitsWorker({ backend = 'webgl', fetch }: RecommenderOptions): boolean {
  const { document, Worker, OffscreenCanvas } = globalThis as Partial<typeof globalThis>;
  const canDraw = backend !== 'webgl' || OffscreenCanvas !== undefined;
  return fetch === undefined && document !== undefined && Worker !== undefined && canDraw;
}

/** The page's own loader is downloaded by pages that need it only. */
async function loadHere(address: string, options: ModelLoadOptions): Promise<Recommender> {
  const loader = await lateCode('loading on the page', import('./load-here.ts'));
  return loader.loadRecommender(address, options);
}

import type { Backend, ScoredModel } from './backend.ts';
import type { ReadPatience } from './gpu-scorer.ts';
import { createPlainBackend } from './plain.ts';
import { createResilientBackend } from './recovery.ts';
import type { RecoveryOptions } from './recovery.ts';
import { createWebGLDevice } from './webgl-device.ts';

export interface WebGLOptions extends Omit<RecoveryOptions, 'early'> {
  /** Does not wait for the device: until it is ready plain answers. */
  readonly early?: boolean | undefined;
  /** Answers while there is no GPU; owned from here on. Default: plain. */
  readonly fallback?: Backend;
  readonly patience?: ReadPatience;
}

/**
 * Scores the catalogue on the GPU through TensorFlow.js' WebGL backend, on codes that stay packed there. A
 * context that is lost is made again, and until then the fallback answers. Rejects with `backend/unavailable`
 * where WebGL 2 is missing, too small, or computes wrongly; an `early` one is stood in for then.
 */
export async function createWebGLBackend(model: ScoredModel, options: WebGLOptions = {}): Promise<Backend> {
  const { fallback = createPlainBackend(model), patience, early, ...recovery } = options;
  const create = (): ReturnType<typeof createWebGLDevice> =>
    createWebGLDevice(model, { fallback, ...(patience && { patience }) });
  const answers = early === true ? ({ name: 'webgl', by: createPlainBackend(model) } as const) : undefined;
  return createResilientBackend(create, fallback, { ...recovery, early: answers });
}

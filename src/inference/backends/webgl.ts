import type { Backend, ScoredModel } from './backend.ts';
import type { ReadPatience } from './gpu-scorer.ts';
import { createPlainBackend } from './plain.ts';
import { createResilientBackend } from './recovery.ts';
import type { RecoveryOptions } from './recovery.ts';
import { createWebGLDevice } from './webgl-device.ts';

export interface WebGLOptions extends RecoveryOptions {
  /** Answers while there is no GPU; owned from here on. Default: plain. */
  readonly fallback?: Backend;
  readonly patience?: ReadPatience;
}

/**
 * Scores the catalogue on the GPU through TensorFlow.js' WebGL backend, on codes that stay packed there. A
 * context that is lost is made again, and until then the fallback answers. Rejects with `backend/unavailable`
 * where WebGL 2 is missing, too small, or computes wrongly.
 */
export async function createWebGLBackend(model: ScoredModel, options: WebGLOptions = {}): Promise<Backend> {
  const { fallback = createPlainBackend(model), patience } = options;
  const create = (): ReturnType<typeof createWebGLDevice> =>
    createWebGLDevice(model, { fallback, ...(patience && { patience }) });
  return createResilientBackend(create, fallback, options);
}

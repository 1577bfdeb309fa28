import type { Backend, ScoredModel } from './backend.ts';
import { deviceCode } from './device-code.ts';
import type { ReadPatience } from './gpu-scorer.ts';
import { createPlainBackend } from './plain.ts';
import { createResilientBackend } from './recovery.ts';
import type { Device, RecoveryOptions } from './recovery.ts';
import { createStandIn } from './stand-in.ts';

export interface WebGLOptions extends Omit<RecoveryOptions, 'early'> {
  /** Does not wait for the device: until it is ready plain answers. */
  readonly early?: boolean | undefined;
  /** Starts what answers while there is no GPU; where it cannot be started, plain does. Default: plain. */
  readonly standIn?: () => Promise<Backend>;
  readonly patience?: ReadPatience;
}

/**
 * Scores the catalogue on the GPU through TensorFlow.js' WebGL backend, on codes that stay packed there. A
 * context that is lost is made again, and until then the fallback answers. Rejects with `backend/unavailable`
 * where WebGL 2 is missing, too small, or computes wrongly; an `early` one is stood in for then.
 */
export async function createWebGLBackend(model: ScoredModel, options: WebGLOptions = {}): Promise<Backend> {
  const { standIn, patience, early, ...recovery } = options;
  const fallback = standIn === undefined ? createPlainBackend(model) : createStandIn(standIn, model);
  const create = async (): Promise<Device> => {
    const { createWebGLDevice } = await deviceCode();
    return createWebGLDevice(model, { fallback, ...(patience && { patience }) });
  };
  const answers = early === true ? ({ name: 'webgl', by: createPlainBackend(model) } as const) : undefined;
  return createResilientBackend(create, fallback, { ...recovery, early: answers });
}

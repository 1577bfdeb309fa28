import { AttarError } from '../../core/errors.ts';
import type { HybridStudent } from '../../core/hybrid.ts';
import type { BackendName } from '../types.ts';
import type { Backend } from './backend.ts';
import { createPlainBackend } from './plain.ts';

/**
 * Starts a backend. Throws `backend/unavailable`. A page that asks for `plain`, or has no WebGL 2, never
 * downloads the WebGL engine.
 */
export async function createBackend(name: BackendName, student: HybridStudent): Promise<Backend> {
  if (name === 'plain') return createPlainBackend(student);
  if (name !== 'webgl') {
    throw new AttarError(
      'request/invalid',
      `backend "${String(name)}" is not known; expected webgl or plain`,
    );
  }
  if (typeof WebGL2RenderingContext === 'undefined') {
    throw new AttarError(
      'backend/unavailable',
      "the webgl backend needs WebGL 2, which is not here; use backend: 'plain'",
    );
  }
  const { createWebGLBackend } = await import('./webgl.ts').catch((cause: unknown) => {
    throw new AttarError('load/network', 'the WebGL engine could not be downloaded; check the connection', {
      cause,
    });
  });
  return createWebGLBackend(student);
}

import '@tensorflow/tfjs-backend-webgl/dist/flags_webgl';
import { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl/dist/backend_webgl';
import { env } from '@tensorflow/tfjs-core/dist/base';
import { AttarError } from '../../core/errors.ts';

/**
 * The TensorFlow.js WebGL backend, one for all recommenders of a page: browsers allow few contexts. It is
 * not registered with TensorFlow.js' global engine, so a page's own tensors and backend are left alone.
 */
let shared: { readonly engine: MathBackendWebGL; users: number } | undefined;

/** The engine, started if need be. Throws `backend/unavailable`. */
export function acquireEngine(): MathBackendWebGL {
  if (shared?.engine.gpgpu.gl.isContextLost()) {
    // Programs are cached by WebGL version, not by context: without this a new engine would run dead ones.
    shared.engine.dispose();
    shared = undefined;
  }
  shared ??= { engine: startEngine(), users: 0 };
  shared.users += 1;
  return shared.engine;
}

/** Gives the engine back; the last one to do so frees all that it holds. */
export function releaseEngine(engine: MathBackendWebGL): void {
  if (shared?.engine !== engine) return;
  shared.users -= 1;
  if (shared.users > 0) return;
  shared = undefined;
  engine.dispose();
}

/** Runs with textures deleted, not kept for reuse: what a disposed model held is never asked for again. */
export function withoutReuse(run: () => void): void {
  const kept = env().getNumber('WEBGL_DELETE_TEXTURE_THRESHOLD');
  env().set('WEBGL_DELETE_TEXTURE_THRESHOLD', 0);
  try {
    run();
  } finally {
    env().set('WEBGL_DELETE_TEXTURE_THRESHOLD', kept);
  }
}

/** Largest width and height of a texture, texels. */
export function largestTexture(): number {
  return env().getNumber('WEBGL_MAX_TEXTURE_SIZE');
}

/** Whether programs write float32; old phones write float16. */
export function writesFloat32(): boolean {
  return env().getBool('WEBGL_RENDER_FLOAT32_ENABLED');
}

function startEngine(): MathBackendWebGL {
  // Otherwise tfjs refuses GL drawn by the processor, which is slower than a GPU and still quick enough.
  env().set('SOFTWARE_WEBGL_ENABLED', true);
  let reason = 'it has WebGL 1 or none';
  try {
    if (env().getNumber('WEBGL_VERSION') === 2) return new MathBackendWebGL();
  } catch (cause) {
    reason = cause instanceof Error ? cause.message : String(cause);
  }
  throw new AttarError(
    'backend/unavailable',
    `the webgl backend needs WebGL 2 and this device cannot run it (${reason}); use backend: 'plain'`,
  );
}

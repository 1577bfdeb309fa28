import '@tensorflow/tfjs-backend-webgl/dist/flags_webgl';
import { GPGPUContext } from '@tensorflow/tfjs-backend-webgl/dist/gpgpu_context';
import { env } from '@tensorflow/tfjs-core/dist/base';
import { AttarError } from '../../core/errors.ts';
import { createTextureShelf } from './texture-shelf.ts';
import type { TextureShelf } from './texture-shelf.ts';

/**
 * What of TensorFlow.js' WebGL backend scores need: its context with its work-arounds for devices, and its texture
 * manager. Tensors, operations and the shader compiler would be three quarters of the code, and are not here.
 */
export interface Engine extends TextureShelf {
  readonly gpgpu: GPGPUContext;
  /** tfjs' types know the first version of WebGL only; it is the second. */
  readonly gl: WebGL2RenderingContext;
}

/** One for all recommenders of a page: browsers allow few contexts. */
let shared: { readonly engine: Engine; users: number } | undefined;

/** The engine, started if need be. Throws `backend/unavailable`. */
export function acquireEngine(): Engine {
  if (shared?.engine.gl.isContextLost()) {
    disposeEngine(shared.engine);
    shared = undefined;
  }
  shared ??= { engine: startEngine(), users: 0 };
  shared.users += 1;
  return shared.engine;
}

/** Gives the engine back; the last one to do so frees all that it holds. */
export function releaseEngine(engine: Engine): void {
  if (shared?.engine !== engine) return;
  shared.users -= 1;
  if (shared.users > 0) return;
  shared = undefined;
  disposeEngine(engine);
}

/** Takes an engine's context away, so that nothing waits for it any more. */
export function abandonEngine({ gl }: Engine): void {
  gl.getExtension('WEBGL_lose_context')?.loseContext();
}

/** Largest width and height of a texture, texels. */
export function largestTexture(): number {
  return env().getNumber('WEBGL_MAX_TEXTURE_SIZE');
}

/** Whether programs write float32; old phones write float16. */
export function writesFloat32(): boolean {
  return env().getBool('WEBGL_RENDER_FLOAT32_ENABLED');
}

function startEngine(): Engine {
  // Otherwise tfjs refuses GL drawn by the processor, which is slower than a GPU and still quick enough.
  env().set('SOFTWARE_WEBGL_ENABLED', true);
  let reason = 'it has WebGL 1 or none';
  try {
    if (env().getNumber('WEBGL_VERSION') === 2) {
      const gpgpu = new GPGPUContext();
      const gl = gpgpu.gl as WebGL2RenderingContext;
      return { gpgpu, gl, ...createTextureShelf(gpgpu) };
    }
  } catch (cause) {
    reason = cause instanceof Error ? cause.message : String(cause);
  }
  throw new AttarError(
    'backend/unavailable',
    `the webgl backend needs WebGL 2 and this device cannot run it (${reason}); use backend: 'wasm' or 'plain'`,
  );
}

function disposeEngine({ gpgpu, gl, dispose }: Engine): void {
  dispose();
  // What was last used is no longer bound to anything; tfjs warns otherwise.
  gpgpu.program = null;
  gpgpu.outputTexture = null;
  gpgpu.dispose();
  gl.useProgram(null);
}

import { AttarError } from '../../core/errors.ts';
import type { BackendName } from '../types.ts';
import { checkBackend } from './backend-names.ts';
import type { BackendFactory, ScoredModel } from './backend.ts';
import { askedFor, chooseBackend } from './choose.ts';
import type { ChosenBackend } from './choose.ts';
import { createPlainBackend } from './plain.ts';
import { localChoices } from './remembered.ts';
import type { ChoiceMemory } from './remembered.ts';
import { createStandIn } from './stand-in.ts';

/** What starts each backend. A page downloads the code of those it starts, and no other. */
const STARTERS: Readonly<Record<BackendName, BackendFactory>> = {
  wasm: startWasm,
  webgl: startWebGL,
  plain: async (model) => createPlainBackend(model),
};

/**
 * Starts the backend asked for, or with `auto` the fastest that this device can run. Throws
 * `backend/unavailable` where the one asked for cannot run, `load/network` where its code cannot be had.
 */
export async function createBackend(
  wish: BackendName | 'auto',
  model: ScoredModel,
  memory: ChoiceMemory = localChoices(),
): Promise<ChosenBackend> {
  if (wish === 'auto') return chooseBackend(model, STARTERS, memory);
  checkBackend(wish);
  return { backend: await STARTERS[wish](model), choice: askedFor(wish) };
}

/** What is downloaded for a backend beyond the loader. */
const ENGINES = {
  webgl: () => import('./webgl.ts'),
  wasm: () => import('./wasm.ts'),
} as const;

/**
 * Has the code of a backend come while the model does; that it cannot be had is for `createBackend` to tell.
 * What `auto` will start is not known before the model is.
 */
export function fetchEngine(wish: BackendName | 'auto'): void {
  const canRun = wish === 'wasm' || (wish === 'webgl' && hasWebGL());
  if (canRun) ENGINES[wish]().catch(() => undefined);
}

async function startWebGL(model: ScoredModel): ReturnType<BackendFactory> {
  if (!hasWebGL()) {
    throw new AttarError(
      'backend/unavailable',
      "the webgl backend needs WebGL 2, which is not here; use backend: 'wasm' or 'plain'",
    );
  }
  const { createWebGLBackend } = await ENGINES.webgl().catch(notDownloaded('WebGL'));
  return createWebGLBackend(model, { fallback: createStandIn(() => startWasm(model), model) });
}

async function startWasm(model: ScoredModel): ReturnType<BackendFactory> {
  const { createWasmBackend } = await ENGINES.wasm().catch(notDownloaded('WebAssembly'));
  return createWasmBackend(model);
}

function hasWebGL(): boolean {
  return typeof WebGL2RenderingContext !== 'undefined';
}

function notDownloaded(engine: string): (cause: unknown) => never {
  return (cause) => {
    const message = `the ${engine} engine could not be downloaded; check the connection`;
    throw new AttarError('load/network', message, { cause });
  };
}

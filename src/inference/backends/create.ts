import { AttarError } from '../../core/errors.ts';
import { lateCode } from '../../core/late-code.ts';
import { once } from '../once.ts';
import type { BackendName } from '../types.ts';
import { askedFor } from './asked-for.ts';
import { checkBackend } from './backend-names.ts';
import type { BackendFactory, ScoredModel } from './backend.ts';
import type { ChosenBackend } from './choose.ts';
import type { Manifest } from '../../format/index.ts';
import type { WarmEngine } from './warm-webgl.ts';
import { deviceCode } from './device-code.ts';
import { createPlainBackend } from './plain.ts';
import type { BackendChange } from './recovery.ts';
import type { ChoiceMemory } from './remembered.ts';

export interface StartOptions {
  /** Of the choices of `auto`; default: the page's. */
  readonly memory?: ChoiceMemory | undefined;
  /** `webgl` may still be compiling, and plain answers until it is done, where the model is small enough for that. */
  readonly early?: boolean;
  /** Told whenever another backend takes over. */
  readonly onChange?: ((change: BackendChange) => void) | undefined;
}

/**
 * Starts the backend asked for, or with `auto` the fastest that this device can run. A page downloads the code of
 * those it starts, and no other. Throws `backend/unavailable` where the one asked for cannot run (an `early` one is
 * stood in for instead, unless there is no WebGL 2 at all), `load/network` where its code cannot be had.
 */
export async function createBackend(
  wish: BackendName | 'auto',
  model: ScoredModel,
  { memory, early = false, onChange }: StartOptions = {},
): Promise<ChosenBackend> {
  const starters: Readonly<Record<BackendName, BackendFactory>> = {
    wasm: () => startWasm(model, { onChange }),
    webgl: () => startWebGL(model, { early: early && wish === 'webgl' && isQuickOnPlain(model), onChange }),
    plain: async () => createPlainBackend(model),
  };
  if (wish === 'auto') {
    const { chooseBackend } = await lateCode('a choice of backends', import('./choose.ts'));
    return chooseBackend(model, starters, memory);
  }
  checkBackend(wish);
  return { backend: await starters[wish](model), choice: askedFor(wish) };
}

/** Codes that plain scores within a short task: 130,000 items of 64; `npm run bench -- latency` times 100,000. */
const QUICK_CODES = 2 ** 23;

function isQuickOnPlain({ student: { items, dim } }: ScoredModel): boolean {
  return items * dim <= QUICK_CODES;
}

/** What is downloaded for a backend beyond the loader. Kept, since even code that is there is imported after all that the thread has to do. */
const ENGINES = {
  webgl: once(() => import('./webgl.ts')),
  wasm: once(() => import('./wasm.ts')),
} as const;

/** A backend on its way, while the model is. */
export interface ComingEngine {
  /** Where WebGL is started ahead: settles when it runs, or cannot. */
  readonly started?: Promise<unknown>;
  /** Told of the student once it is known, before it is there. */
  expect(student: Manifest['architecture']): void;
  /** The backend has been started, or will not be. */
  end(): void;
}

/**
 * Has the code of a backend come while the model does, and starts WebGL where its first list is waited for; that either
 * cannot be had is for `createBackend` to tell. What `auto` will start is not known before the model is.
 */
export function fetchEngine(wish: BackendName | 'auto', early: boolean): ComingEngine {
  const isWebGL = wish === 'webgl' && hasWebGL();
  if (wish === 'wasm') ENGINES.wasm().catch(() => undefined);
  if (isWebGL) ENGINES.webgl().catch(() => undefined);
  // Nearly all of WebGL is the device's; early answers come before that is read, which takes the thread as long as a first list.
  if (!isWebGL || early) return { expect: () => undefined, end: () => undefined };
  const warm = deviceCode().then(({ warmWebGL }) => warmWebGL());
  const then = (use: (engine: WarmEngine) => void): void => void warm.then(use).catch(() => undefined);
  return {
    started: warm.catch(() => undefined),
    expect: (student) => then((engine) => engine.compile(student)),
    end: () => then((engine) => engine.release()),
  };
}

async function startWebGL(
  model: ScoredModel,
  options: Pick<StartOptions, 'early' | 'onChange'>,
): ReturnType<BackendFactory> {
  if (!hasWebGL()) {
    throw new AttarError(
      'backend/unavailable',
      "the webgl backend needs WebGL 2, which is not here; use backend: 'wasm' or 'plain'",
    );
  }
  const { createWebGLBackend } = await lateCode('WebGL', ENGINES.webgl());
  const { onChange } = options;
  return createWebGLBackend(model, { standIn: () => startWasm(model, { onChange }), ...options });
}

async function startWasm(
  model: ScoredModel,
  options: Pick<StartOptions, 'onChange'>,
): ReturnType<BackendFactory> {
  const { createWasmBackend } = await lateCode('WebAssembly', ENGINES.wasm());
  return createWasmBackend(model, options);
}

function hasWebGL(): boolean {
  return typeof WebGL2RenderingContext !== 'undefined';
}

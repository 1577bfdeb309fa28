/** What a helper is given. */
export interface HelperOrder {
  readonly module: WebAssembly.Module;
  /** Shared. */
  readonly memory: WebAssembly.Memory;
  /** Address of the helper's own request. */
  readonly request: number;
}

/** A thread that works on what is posted at an address. */
export interface Helper {
  /** Resolves when it waits for work; rejects where it does not come to that. */
  readonly started: Promise<void>;
  /** Resolves to the reason when it has failed, as far as anybody is told. */
  readonly failed: Promise<string>;
  end(): void;
}

export type StartHelper = (order: HelperOrder) => Helper;

/** States of a helper: the first word of its request. */
export const STATE = { idle: 0, posted: 1, running: 2 } as const;

/**
 * The whole program of a helper: it sleeps until a request is posted, works on it, and is ended from outside. As text, it
 * needs no request that can fail, no file beside a widget's, and inherits the isolation of the page, whose policy must
 * allow `worker-src blob:`. It waits in JavaScript: V8 11.3 does not come back well from a wait in a WebAssembly function
 * that it has not optimised yet.
 */
export const HELPER_PROGRAM = `onmessage = ({ data: { module, memory, request } }) => {
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const state = new Int32Array(memory.buffer, request, 1);
  postMessage('started');
  for (;;) {
    if (Atomics.compareExchange(state, 0, ${STATE.posted}, ${STATE.running}) === ${STATE.posted}) {
      exports.work(request);
      Atomics.store(state, 0, ${STATE.idle});
    } else {
      Atomics.wait(state, 0, ${STATE.idle});
    }
  }
};`;

/** ms for a helper to start. */
const START_PATIENCE = 10_000;

/** Starts a worker of the page, or of its worker. Throws what the browser throws. */
export function startWorkerHelper(order: HelperOrder): Helper {
  const address = URL.createObjectURL(new Blob([HELPER_PROGRAM], { type: 'text/javascript' }));
  const worker = new Worker(address, { name: 'attar-helper' });
  let timer: ReturnType<typeof setTimeout>;
  const failed = new Promise<string>((resolve) => {
    const fail = (event: Event): void =>
      resolve((event as Partial<ErrorEvent>).message || 'it did not start');
    for (const type of ['error', 'messageerror']) worker.addEventListener(type, fail);
  });
  const started = new Promise<void>((resolve, reject) => {
    const fail = (reason: string): void => reject(new Error(reason));
    worker.addEventListener('message', () => resolve(), { once: true });
    void failed.then(fail);
    timer = setTimeout(() => fail(`it did not start within ${START_PATIENCE / 1000} s`), START_PATIENCE);
  }).finally(() => {
    clearTimeout(timer);
    URL.revokeObjectURL(address);
  });
  worker.postMessage(order);
  return { started, failed, end: () => worker.terminate() };
}

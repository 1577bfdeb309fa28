import { isAttarError } from '../../../core/errors.ts';
import { loadRecommender } from '../../../inference/index.ts';
import type { BackendName, Recommender } from '../../../inference/index.ts';
import { embeddedFiles } from '../../embedded.ts';
import { spreadOf } from '../spread.ts';
import type { Spread } from '../spread.ts';

/** Requests measured on each backend, and those before them that warm it up. */
export const REQUESTS = 50;
const WARM_UP = 5;

export const BACKENDS: readonly BackendName[] = ['webgl', 'wasm', 'plain'];

/** Where an engine runs: on the page’s own thread or in a worker. */
export type Thread = Recommender['thread'];

/** What one backend did on this device. */
export type BackendResult =
  | {
      readonly backend: BackendName;
      readonly ran: true;
      readonly thread: Thread;
      /** From asking to the answer on the page, ms, in the order asked. */
      readonly times: readonly number[];
      readonly spread: Spread;
      /** From asking for the model to the first answer, ms. */
      readonly start: number;
      /** JavaScript memory of the page, bytes, where the browser tells it. */
      readonly memory: number | null;
    }
  | { readonly backend: BackendName; readonly ran: false; readonly reason: string };

export type LoadBackend = (backend: BackendName) => Promise<Recommender>;

/** Opens the model anew on one backend; its files are on this device already. */
export const loadFrom =
  (address: string): LoadBackend =>
  async (backend) => {
    const files = await embeddedFiles(address);
    return loadRecommender(address, { backend, start: 'ready', cache: 'none', ...(files && { files }) });
  };

/** Answers fifty requests on one backend and frees it again; a backend that cannot run here says why. */
export async function measureBackend(
  backend: BackendName,
  load: LoadBackend,
  histories: readonly (readonly string[])[],
): Promise<BackendResult> {
  const begun = performance.now();
  let recommender: Recommender;
  try {
    recommender = await load(backend);
  } catch (thrown) {
    return { backend, ran: false, reason: reasonOf(thrown) };
  }
  try {
    const ask = (at: number) =>
      recommender.recommend({ likes: histories[at % histories.length] ?? [], k: 20 });
    await ask(0);
    const start = performance.now() - begun;
    const times = await timeRequests(ask);
    return {
      backend,
      ran: true,
      thread: recommender.thread,
      times,
      spread: spreadOf(times),
      start,
      memory: heapBytes(),
    };
  } catch (thrown) {
    return { backend, ran: false, reason: reasonOf(thrown) };
  } finally {
    recommender.dispose();
  }
}

async function timeRequests(ask: (at: number) => Promise<unknown>): Promise<number[]> {
  for (let at = 1; at < WARM_UP; at++) await ask(at);
  const times: number[] = [];
  for (let at = 0; at < REQUESTS; at++) {
    const begun = performance.now();
    await ask(at);
    times.push(performance.now() - begun);
    // The page stays alive between two requests.
    await new Promise((resolve) => setTimeout(resolve));
  }
  return times;
}

function reasonOf(thrown: unknown): string {
  if (isAttarError(thrown)) return thrown.message;
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** Chromium's own figure, rounded by it; other browsers have none. */
function heapBytes(): number | null {
  const { memory } = performance as Performance & { readonly memory?: { readonly usedJSHeapSize: number } };
  return memory ? memory.usedJSHeapSize : null;
}

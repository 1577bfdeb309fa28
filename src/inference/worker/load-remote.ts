import { AttarError } from '../../core/errors.ts';
import { lateCode } from '../../core/late-code.ts';
import type { BundleFile } from '../../format/schema.ts';
import { modelFolder } from '../address.ts';
import { abortedError } from '../aborted-error.ts';
import type { ChoiceMemory } from '../backends/remembered.ts';
import { MODEL_CACHE } from '../cache/stored-names.ts';
import type { ModelLoadOptions } from '../load-options.ts';
import type { Recommender } from '../types.ts';
import { clearAhead } from './clear-ahead.ts';
import { fetchManifest } from './early-manifest.ts';
import { unpackFault, valueOf } from './fault.ts';
import { watchLifeline } from './lifeline.ts';
import { createLine } from './line.ts';
import type { Line } from './line.ts';
import { callHost } from './messages.ts';
import type { Port } from './messages.ts';
import type { Facts, Host, Listeners, LoadOrder } from './protocol.ts';
import { createRemote } from './remote.ts';

/** A thread that runs `createHost`: a worker, say. */
export interface HostThread extends Port {
  terminate(): void;
}

/** ms for a worker to start; its code may have to be downloaded. */
const START_PATIENCE = 30_000;

/** Their own words: the page has no other use for the code of the format. */
const FIRST_FILES: readonly BundleFile[] = ['student.safetensors', 'catalogue.json'];

/**
 * Loads a model on another thread, while the page asks for its manifest (by `fetch`, in tests). Rejects as `loadRecommender` does, and with `backend/unavailable` when the
 * thread does not start; once it has started, its end rejects whatever is pending with `backend/lost`.
 */
export async function loadRemote(
  start: () => HostThread,
  address: string,
  options: ModelLoadOptions,
  given?: ChoiceMemory,
): Promise<Recommender> {
  // Before the thread: to start one keeps the browser busy.
  if (options.cache !== 'none' && options.files === undefined) wakeStorage();
  const thread = start();
  const host = callHost(thread);
  const line = createLine();
  const over = new AbortController();
  const end = (fault: AttarError): void => {
    over.abort();
    line.cut(fault);
    thread.terminate();
  };
  try {
    const choices = given ?? (options.backend === 'auto' ? await ownChoices() : undefined);
    // The order waits for the thread to start as the greeting does, and comes second: it need not wait for its answer.
    const met = meet(thread, host, line, end, over.signal, options);
    let facts: Facts | undefined;
    const listeners: Listeners = {
      ...listenersOf(options, choices),
      facts: (changed) => {
        facts = changed;
      },
    };
    const order = orderOf(address, options, choices);
    // What comes after the first list may be called off, too: the signal counts until the end.
    options.signal?.addEventListener('abort', () => host.abort(), { signal: over.signal });
    const loading = line.ask(() => host.load(order, listeners)).then(valueOf);
    if (order.willGive && !over.signal.aborted) void lookAhead(host, order, options.fetch, over.signal);
    const [{ catalogue, ...first }] = await Promise.all([loading, met]);
    const told = { facts: () => facts ?? first, catalogue };
    return createRemote(host, line, told, () =>
      end(new AttarError('backend/lost', 'this recommender was disposed; load the model again')),
    );
  } catch (fault) {
    end(lost('it was called off'));
    // The worker cannot know why the page called it off.
    throw options.signal?.aborted ? abortedError(options.signal.reason) : fault;
  }
}

/** Looks for what the thread will need while it starts. */
async function lookAhead(
  host: Host,
  { address, willClear: files, cache }: LoadOrder,
  fetch: typeof globalThis.fetch | undefined,
  signal: AbortSignal,
): Promise<void> {
  const manifest = await fetchManifest(address, fetch, signal);
  host.take(manifest);
  clearAhead(manifest, { host, files, isCached: cache !== 'none' && 'caches' in globalThis, signal });
}

/** The first to ask for an origin's storage, or its locks, waits until the browser has opened them: it can while the thread starts. */
function wakeStorage(): void {
  try {
    const storage = globalThis.caches as CacheStorage | undefined;
    storage?.has(MODEL_CACHE).catch(() => undefined);
    const locks = (globalThis.navigator as Navigator | undefined)?.locks as LockManager | undefined;
    locks?.query().catch(() => undefined);
  } catch {
    // A sandboxed frame may not even look: the worker tells.
  }
}

/** Waits for the thread to start, and from then on for its end. */
async function meet(
  thread: HostThread,
  host: Host,
  line: Line,
  end: (fault: AttarError) => void,
  over: AbortSignal,
  { signal }: ModelLoadOptions,
): Promise<void> {
  let hasStarted = false;
  const fail = (reason: string): void => end(hasStarted ? lost(reason) : unavailable(reason));
  const onError = (event: Event): void => fail((event as Partial<ErrorEvent>).message || 'it did not start');
  const onAbort = (): void => end(abortedError(signal?.reason));
  for (const type of ['error', 'messageerror']) thread.addEventListener(type, onError);
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted) onAbort();
  const timer = setTimeout(() => fail(`it did not start within ${START_PATIENCE / 1000} s`), START_PATIENCE);
  try {
    // `randomUUID` is not there on plain http.
    const lock = `attar-worker-${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
    if (await line.ask(() => host.hello(lock))) watchLifeline(lock, over, () => fail('it ended'));
    hasStarted = true;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

function orderOf(address: string, options: ModelLoadOptions, choices: ChoiceMemory | undefined): LoadOrder {
  const { backend, start, cache, variant, sharpen, patience, files } = options;
  return {
    address: modelFolder(address).href,
    choices: choices?.read() ?? null,
    willGive: files === undefined,
    willClear: filesToClear(options),
    ...(backend && { backend }),
    ...(start && { start }),
    ...(cache && { cache }),
    ...(variant !== undefined && { variant }),
    ...(sharpen && { sharpen }),
    ...(patience !== undefined && { patience }),
    ...(files && { files }),
  };
}

/** Which student a page with a choice of them needs is for the code that chooses to tell. */
function filesToClear({
  files,
  variant = 'main',
  sharpen = 'never',
}: ModelLoadOptions): LoadOrder['willClear'] {
  return files === undefined && variant === 'main' && sharpen === 'never' ? FIRST_FILES : [];
}

/** What `auto` chose before on this page's device. */
async function ownChoices(): Promise<ChoiceMemory> {
  const { localChoices } = await lateCode('a choice of backends', import('../backends/remembered.ts'));
  return localChoices();
}

function listenersOf(
  { onProgress, onNotice }: ModelLoadOptions,
  choices: ChoiceMemory | undefined,
): Omit<Listeners, 'facts'> {
  return {
    progress: (progress) => onProgress?.(progress),
    notice: ({ cause, ...notice }) =>
      onNotice?.({ ...notice, ...(cause !== undefined && { cause: unpackFault(cause) }) }),
    choices: (text) => choices?.write(text),
  };
}

function unavailable(reason: string): AttarError {
  return new AttarError('backend/unavailable', `the worker cannot run (${reason}); use thread: 'page'`);
}

function lost(reason: string): AttarError {
  return new AttarError(
    'backend/lost',
    `the worker that held the model is gone (${reason}); load the model again`,
  );
}

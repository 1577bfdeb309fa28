import { AttarError } from '../../core/errors.ts';
import type { ChoiceMemory } from '../backends/remembered.ts';
import type { LoadNotice, ModelLoadOptions } from '../load-options.ts';
import type { PageSide } from '../page-side.ts';
import { promised } from '../promised.ts';
import type { Recommender } from '../types.ts';
import { outcomeOf, packFault } from './fault.ts';
import { holdLifeline } from './lifeline.ts';
import type { Facts, Host } from './protocol.ts';

type Load = (
  address: string,
  options: ModelLoadOptions,
  choices: ChoiceMemory,
  page: PageSide,
) => Promise<Recommender>;

/** The worker's side: one recommender, loaded by `load`, for one page. */
export function createHost(load: Load): Host {
  const stop = new AbortController();
  let recommender: Recommender | undefined;
  const [manifest, take] = promised<Uint8Array | undefined>();
  const words = new Map<string, Word>();
  const wordOn = (file: string): Word => {
    const word = words.get(file) ?? promised<(() => void) | undefined>();
    words.set(file, word);
    return word;
  };
  return {
    hello: holdLifeline,
    load: (order, listeners) =>
      outcomeOf(async () => {
        const onNotice = ({ code, message, cause }: LoadNotice): void => {
          if (code === 'student/changed') listeners.facts(factsOf(recommender!));
          listeners.notice({ code, message, ...(cause !== undefined && { cause: packFault(cause) }) });
        };
        const options = { ...order, signal: stop.signal, onNotice, onProgress: listeners.progress };
        const choices = { read: () => order.choices, write: listeners.choices };
        let catalogue!: Uint8Array;
        const page: PageSide = {
          manifest: order.willGive ? manifest : undefined,
          toDownload: order.willClear,
          isCleared: (file) => wordOn(file)[0],
          onCatalogue: (bytes) => {
            catalogue = bytes;
          },
        };
        recommender = await load(order.address, options, choices, page);
        return { ...factsOf(recommender), catalogue };
      }),
    take,
    clear: (file, isMissing) =>
      new Promise((done) => {
        wordOn(file)[1](isMissing ? done : undefined);
        if (!isMissing) done();
      }),
    abort: () => stop.abort(),
    ask: (method, args) =>
      outcomeOf(async () => {
        if (recommender === undefined) throw new AttarError('backend/lost', 'no model is loaded');
        const call = recommender[method] as (...list: typeof args) => ReturnType<Recommender[typeof method]>;
        return (await call(...args)) as never;
      }),
  };
}

function factsOf({ manifest, backend, choice }: Recommender): Facts {
  return { manifest, backend, choice };
}

/** The page's word on a file. */
type Word = readonly [Promise<(() => void) | undefined>, (done: (() => void) | undefined) => void];

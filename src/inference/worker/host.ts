import { AttarError } from '../../core/errors.ts';
import type { ChoiceMemory } from '../backends/remembered.ts';
import type { LoadNotice, ModelLoadOptions } from '../load-options.ts';
import type { Recommender } from '../types.ts';
import { outcomeOf, packFault } from './fault.ts';
import { holdLifeline } from './lifeline.ts';
import type { Host, Listeners, LoadOrder } from './protocol.ts';

type Load = (address: string, options: ModelLoadOptions, choices: ChoiceMemory) => Promise<Recommender>;

/** The worker's side: one recommender, loaded by `load`, for one page. */
export function createHost(load: Load): Host {
  const stop = new AbortController();
  let recommender: Recommender | undefined;
  return {
    hello: holdLifeline,
    load: (order, listeners) =>
      outcomeOf(async () => {
        recommender = await load(order.address, optionsOf(order, listeners, stop.signal), {
          read: () => order.choices,
          write: listeners.choices,
        });
        const { manifest, catalogue, backend, choice } = recommender;
        return { manifest, catalogue, backend, choice };
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

function optionsOf(order: LoadOrder, listeners: Listeners, signal: AbortSignal): ModelLoadOptions {
  const onNotice = ({ code, message, cause }: LoadNotice): void =>
    listeners.notice({ code, message, ...(cause !== undefined && { cause: packFault(cause) }) });
  return { ...order, signal, onNotice, onProgress: listeners.progress };
}

import { AttarError } from '../../core/errors.ts';
import type { ChoiceMemory } from '../backends/remembered.ts';
import type { LoadNotice, ModelLoadOptions } from '../load-options.ts';
import type { Recommender } from '../types.ts';
import { outcomeOf, packFault } from './fault.ts';
import { holdLifeline } from './lifeline.ts';
import type { Host, Listeners } from './protocol.ts';

type Load = (
  address: string,
  options: ModelLoadOptions,
  choices: ChoiceMemory,
  given: Promise<Uint8Array | undefined> | undefined,
) => Promise<Recommender>;

/** The worker's side: one recommender, loaded by `load`, for one page. */
export function createHost(load: Load): Host {
  const stop = new AbortController();
  let recommender: Recommender | undefined;
  let take!: Host['take'];
  const given = new Promise<Uint8Array | undefined>((resolve) => {
    take = resolve;
  });
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
        recommender = await load(order.address, options, choices, order.willGive ? given : undefined);
        return { ...factsOf(recommender), catalogue: recommender.catalogue };
      }),
    take,
    abort: () => stop.abort(),
    ask: (method, args) =>
      outcomeOf(async () => {
        if (recommender === undefined) throw new AttarError('backend/lost', 'no model is loaded');
        const call = recommender[method] as (...list: typeof args) => ReturnType<Recommender[typeof method]>;
        return (await call(...args)) as never;
      }),
  };
}

function factsOf({ manifest, backend, choice }: Recommender): Parameters<Listeners['facts']>[0] {
  return { manifest, backend, choice };
}

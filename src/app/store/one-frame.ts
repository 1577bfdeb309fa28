import type { StoreApi } from 'zustand/vanilla';

/** How long listeners wait for an answer, ms: a frame. */
const PATIENCE = 16;

export type ReadableStore<State> = Pick<StoreApi<State>, 'getState' | 'getInitialState' | 'subscribe'>;

/**
 * The store for those who draw it: while an answer is due they are told of a change with the answer, so that both are
 * laid out and painted once, not one after the other. A change whose answer takes longer than a frame is told by itself.
 */
export function inOneFrame<State>(
  store: ReadableStore<State>,
  isDue: (state: State) => boolean,
): ReadableStore<State> {
  const listeners = new Set<(state: State, before: State) => void>();
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let told = store.getState();
  const tell = (): void => {
    clearTimeout(waiting);
    waiting = undefined;
    const [before, state] = [told, store.getState()];
    told = state;
    for (const listener of listeners) listener(state, before);
  };
  let stop = (): void => {};
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe(listener) {
      if (listeners.size === 0) {
        told = store.getState();
        stop = store.subscribe((state) => {
          if (isDue(state)) waiting ??= setTimeout(tell, PATIENCE);
          else tell();
        });
      }
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearTimeout(waiting);
        waiting = undefined;
        stop();
      };
    },
  };
}

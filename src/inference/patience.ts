import { follow } from './follow.ts';

/** A signal for one request that fires when its caller aborts, or when no byte has come for a while. */
export interface Patience {
  readonly signal: AbortSignal;
  /** True once it was the silence that ended the request. */
  readonly isOver: boolean;
  /** A byte has come: the wait begins anew. */
  renew(): void;
  /** Must be called when the request has ended. */
  end(): void;
}

/** Waits `ms` between two bytes, no longer: a connection that is open but silent would hang for ever. */
export function startPatience(ms: number, caller?: AbortSignal): Patience {
  const { signal, abort, release } = follow(caller);
  let isOver = false;
  const giveUp = (): void => {
    isOver = true;
    abort(new Error(`no byte came for ${ms} ms`));
  };
  let timer = setTimeout(giveUp, ms);
  return {
    signal,
    get isOver() {
      return isOver;
    },
    renew() {
      clearTimeout(timer);
      timer = setTimeout(giveUp, ms);
    },
    end() {
      clearTimeout(timer);
      release();
    },
  };
}

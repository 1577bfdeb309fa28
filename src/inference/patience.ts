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
  const controller = new AbortController();
  const forward = (): void => controller.abort(caller?.reason);
  if (caller?.aborted) forward();
  caller?.addEventListener('abort', forward, { once: true });
  let isOver = false;
  const giveUp = (): void => {
    isOver = true;
    controller.abort(new Error(`no byte came for ${ms} ms`));
  };
  let timer = setTimeout(giveUp, ms);
  return {
    signal: controller.signal,
    get isOver() {
      return isOver;
    },
    renew() {
      clearTimeout(timer);
      timer = setTimeout(giveUp, ms);
    },
    end() {
      clearTimeout(timer);
      caller?.removeEventListener('abort', forward);
    },
  };
}

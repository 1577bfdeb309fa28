/** A signal that fires with another one, or when `abort` is called. */
export interface Follower {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
  /** Follows no longer: signals may outlive by far what waits for them. */
  release(): void;
}

export function follow(caller: AbortSignal | undefined): Follower {
  const controller = new AbortController();
  const forward = (): void => controller.abort(caller?.reason);
  if (caller?.aborted) forward();
  caller?.addEventListener('abort', forward, { once: true });
  return {
    signal: controller.signal,
    abort: (reason) => controller.abort(reason),
    release: () => caller?.removeEventListener('abort', forward),
  };
}

/**
 * No event tells a page that its worker has ended of itself or for lack of memory. But a worker's locks end with
 * it: the worker holds one for its life, and the page waits for the same.
 */

/** Holds the lock for the life of this thread; false where there are no locks, or a sandboxed page may not use them. */
export function holdLifeline(name: string): Promise<boolean> {
  const locks = locksHere();
  if (locks === undefined) return Promise.resolve(false);
  return new Promise((answer) => {
    const hold = (): Promise<never> => {
      answer(true);
      return new Promise(() => undefined);
    };
    locks.request(name, hold).catch(() => answer(false));
  });
}

/** Calls `ended` when whoever holds the lock has ended, unless the signal fires before. */
export function watchLifeline(name: string, signal: AbortSignal, ended: () => void): void {
  const locks = locksHere();
  if (locks === undefined) return;
  const tell = (): void => {
    if (!signal.aborted) ended();
  };
  locks.request(name, { signal }, tell).catch(() => undefined);
}

function locksHere(): LockManager | undefined {
  return (globalThis.navigator as Navigator | undefined)?.locks as LockManager | undefined;
}

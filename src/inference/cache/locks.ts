/** Held in common by every load of this origin, and alone by whoever removes stored files. */
export const EVERY_LOAD = 'attar-loads';

/**
 * Runs when no other tab, and no other load of this page, runs under the same name. Without Web Locks it
 * runs at once: a file may then be downloaded twice, never wrongly.
 */
export function alone<T>(name: string, signal: AbortSignal | undefined, run: () => Promise<T>): Promise<T> {
  return locked(lockOf(name), signal === undefined ? {} : { signal }, run);
}

/** As `alone`, but does not wait: `run` is told whether it is. */
export function aloneIfFree<T>(name: string, run: (isAlone: boolean) => Promise<T>): Promise<T> {
  return locked(lockOf(name), { ifAvailable: true }, (lock) => run(lock !== null));
}

function lockOf(name: string): string {
  return `attar-file-${name}`;
}

/** Runs while no stored file is removed. */
export function whileNothingIsRemoved<T>(run: () => Promise<T>): Promise<T> {
  return locked(EVERY_LOAD, { mode: 'shared' }, run);
}

/** Runs if no tab is loading at this moment, else leaves it to a later load. */
export function unlessLoading(run: () => Promise<void>): Promise<void> {
  return locked(EVERY_LOAD, { ifAvailable: true }, (lock) => (lock === null ? Promise.resolve() : run()));
}

async function locked<T>(
  name: string,
  options: LockOptions,
  run: (lock?: Lock | null) => Promise<T>,
): Promise<T> {
  const locks = (globalThis.navigator as Navigator | undefined)?.locks as LockManager | undefined;
  if (locks === undefined) return run();
  let hasRun = false;
  try {
    return await locks.request(name, options, (lock) => {
      hasRun = true;
      return run(lock);
    });
  } catch (fault) {
    // A sandboxed frame has the interface but may not use it.
    if (hasRun || options.signal?.aborted) throw fault;
    return run();
  }
}

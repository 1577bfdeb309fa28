import type { AttarError } from '../../core/errors.ts';

/** Calls to somebody who may be gone before they are answered. */
export interface Line {
  /** What the call comes to; rejects with the fault once the line is cut. */
  ask<T>(call: () => Promise<T>): Promise<T>;
  /** Rejects all that is pending and all that comes. The first fault stays. */
  cut(fault: AttarError): void;
}

export function createLine(): Line {
  // A race with one promise of the end would keep every call's answer until that end.
  const pending = new Set<(fault: AttarError) => void>();
  let cause: AttarError | undefined;
  return {
    ask: (call) =>
      new Promise((resolve, reject) => {
        if (cause !== undefined) return reject(cause);
        pending.add(reject);
        const settled = (): void => void pending.delete(reject);
        void call().then(resolve, reject).finally(settled);
      }),
    cut(fault) {
      cause ??= fault;
      for (const reject of pending) reject(cause);
      pending.clear();
    },
  };
}

import type { Backend } from './backend.ts';
import type { BackendName } from '../types.ts';

/** A backend that may stop working: then every call rejects, and another has to be made. */
export interface Device extends Backend {
  /** Resolves to the reason as soon as it is known that the device is lost, call or no call. */
  readonly lost?: Promise<string>;
}

/** Who answers from now on, and why. */
export interface BackendChange {
  readonly backend: BackendName;
  readonly reason: string;
}

export interface RecoveryOptions {
  readonly onChange?: ((change: BackendChange) => void) | undefined;
  /** So many losses within `within` ms, with no answer between them, and no new device is made. */
  readonly losses?: number;
  readonly within?: number;
}

/** ms before a device is made again: what is under way is answered first. */
const REBUILD_AFTER_MS = 0;

/**
 * A backend that answers every request, whatever becomes of its device. A request that the device fails is
 * answered by the fallback; a new device is made in the background and used once it is there, which it is only
 * after its own check. A device that is lost again and again without having answered is not made again.
 * Owns the fallback. Rejects where the first device cannot be made.
 */
export async function createResilientBackend(
  create: () => Promise<Device>,
  fallback: Backend,
  options: RecoveryOptions = {},
): Promise<Backend> {
  const { onChange, losses = 3, within = 60_000 } = options;
  let device: Device | undefined;
  let failures: number[] = [];
  let disposed = false;

  const use = (made: Device): void => {
    device = made;
    void made.lost?.then((reason) => drop(made, reason));
  };
  const drop = (gone: Device, reason: string): void => {
    if (device !== gone) return;
    device = undefined;
    gone.dispose();
    fail(reason);
  };
  const fail = (reason: string): void => {
    const now = performance.now();
    failures = [...failures.filter((time) => now - time < within), now];
    const last = failures.length >= losses;
    onChange?.({ backend: fallback.name, reason: last ? `${reason}, ${losses} times in a row` : reason });
    if (!last) setTimeout(() => void rebuild(), REBUILD_AFTER_MS);
  };
  const rebuild = async (): Promise<void> => {
    if (disposed) return;
    try {
      const made = await create();
      if (disposed) return made.dispose();
      use(made);
      onChange?.({ backend: made.name, reason: 'it was made again' });
    } catch (cause) {
      fail(messageOf(cause));
    }
  };

  use(await create());
  return {
    name: device!.name,
    propose: async (query, mask, k) => {
      const asked = device;
      if (asked === undefined) return fallback.propose(query, mask, k);
      try {
        const proposal = await asked.propose(query, mask, k);
        if (proposal.by === asked.name) failures = [];
        return proposal;
      } catch (cause) {
        drop(asked, messageOf(cause));
        return fallback.propose(query, mask, k);
      }
    },
    dispose: () => {
      disposed = true;
      device?.dispose();
      device = undefined;
      fallback.dispose();
    },
  };
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

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

/** Who answers while the first device is made, and what that device is called. */
export interface EarlyAnswers {
  readonly name: BackendName;
  readonly by: Backend;
}

export interface RecoveryOptions {
  /** Absent: the first device is waited for. */
  readonly early?: EarlyAnswers | undefined;
  readonly onChange?: ((change: BackendChange) => void) | undefined;
  /** So many losses within `within` ms, with no answer between them, and no new device is made. */
  readonly losses?: number;
  readonly within?: number;
}

/** ms before a device is made in the background: what is under way is answered first. */
const BUILD_AFTER_MS = 0;
/** ms that the first device waits for a first request, whose answer it would only slow down. */
const FIRST_REQUEST_MS = 100;

/**
 * A backend that answers every request, whatever becomes of its device. A request that the device fails is
 * answered by the fallback; a new device is made in the background and used once it is there, which it is only
 * after its own check. A device that is lost again and again without having answered is not made again.
 * Owns the fallback. Rejects where the first device cannot be made; with `early` answers that counts as a loss.
 */
export async function createResilientBackend(
  create: () => Promise<Device>,
  fallback: Backend,
  options: RecoveryOptions = {},
): Promise<Backend> {
  const { onChange, early, losses = 3, within = 60_000 } = options;
  let device: Device | undefined;
  let failures: number[] = [];
  let disposed = false;
  let standIn = early?.by ?? fallback;
  let told: BackendName | undefined;
  let answered: () => void = () => undefined;

  const tell = (change: BackendChange): void => {
    told = change.backend;
    onChange?.(change);
  };
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
    standIn = fallback;
    // Of a device that cannot be made again and again the app hears twice: at first, and when it is given up.
    if (last) tell({ backend: fallback.name, reason: `${reason}, ${losses} times in a row` });
    else if (told !== fallback.name) tell({ backend: fallback.name, reason });
    if (!last) void build('it was made again');
  };
  const build = async (reason: string): Promise<void> => {
    await new Promise((resolve) => setTimeout(resolve, BUILD_AFTER_MS));
    if (disposed) return;
    try {
      const made = await create();
      if (disposed) return made.dispose();
      use(made);
      tell({ backend: made.name, reason });
    } catch (cause) {
      fail(messageOf(cause));
    }
  };

  const buildFirst = async (): Promise<void> => {
    await new Promise<void>((resolve) => {
      answered = resolve;
      setTimeout(resolve, FIRST_REQUEST_MS);
    });
    await build('it is ready');
  };

  const ready = early && buildFirst();
  if (ready === undefined) use(await create());
  return {
    name: early?.name ?? device!.name,
    ...(ready && { ready }),
    propose: async (query, mask, k) => {
      const asked = device;
      if (asked === undefined) return standIn.propose(query, mask, k).finally(answered);
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

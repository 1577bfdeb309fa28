/** What takes its turn beside others. */
export interface Contestant {
  readonly name: string;
  /** Done before each turn, off the clock. */
  readonly ready?: (() => Promise<void>) | undefined;
  /** One call: what is timed. */
  readonly call: () => Promise<unknown>;
}

export interface RoundOptions {
  /** No new round starts after this long, ms. */
  readonly budget: number;
  readonly least: number;
  readonly most: number;
  /** For tests; default `performance.now`. */
  readonly clock?: () => number;
  /** For tests; default a timer. */
  readonly pause?: () => Promise<void>;
}

/** A turn has one call off the clock, then calls until one of these is reached. */
const TURN = { calls: 5, ms: 30 };

/** Slower than this, a call needs no other one before it to be warm, ms. */
const SLOW = 50;

/** Calls of a contestant before the first round end after this long, ms. */
const WARM_UP = { calls: 3, ms: 3000 };

/**
 * Times contestants round by round, so that a machine that slows down does so for all of them, and starts
 * each round with another one, so that none always comes after the same other one. Gives ms by name.
 */
export async function timeRounds(
  contestants: readonly Contestant[],
  options: RoundOptions,
): Promise<Record<string, number[]>> {
  const { clock = () => performance.now(), pause = settle } = options;
  const times: Record<string, number[]> = Object.fromEntries(contestants.map(({ name }) => [name, []]));
  const usual = new Map<Contestant, number>();
  for (const contestant of contestants) usual.set(contestant, await warmUp(contestant, clock));
  const end = clock() + options.budget;
  for (let round = 0; round < options.most; round++) {
    if (round >= options.least && clock() >= end) break;
    for (let turn = 0; turn < contestants.length; turn++) {
      const contestant = contestants[(round + turn) % contestants.length]!;
      await pause();
      times[contestant.name]!.push(...(await takeTurn(contestant, usual.get(contestant)!, clock)));
    }
  }
  return times;
}

/** Gives the time of the last call, ms. */
async function warmUp({ ready, call }: Contestant, clock: () => number): Promise<number> {
  await ready?.();
  const start = clock();
  let last = 0;
  for (let calls = 0; calls < WARM_UP.calls && clock() - start < WARM_UP.ms; calls++) {
    const before = clock();
    await call();
    last = clock() - before;
  }
  return last;
}

async function takeTurn({ ready, call }: Contestant, usual: number, clock: () => number): Promise<number[]> {
  await ready?.();
  if (usual < SLOW) await call();
  const times: number[] = [];
  const start = clock();
  do {
    const before = clock();
    await call();
    times.push(clock() - before);
  } while (times.length < TURN.calls && clock() - start < TURN.ms);
  return times;
}

/** Lets the threads of the one before come to rest. */
function settle(): Promise<void> {
  return new Promise((done) => setTimeout(done, 10));
}

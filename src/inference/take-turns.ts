import type { Recommender } from './types.ts';

/** One recommender after another behind one name. */
export interface Turns {
  /** Answers by whoever has the turn when it is asked. */
  readonly recommender: Recommender;
  /** Gives the turn on; the former is freed when it has answered all that it was asked. */
  take(next: Recommender): void;
}

/** Gives the first turn; whoever has it is freed with `recommender`, and `disposed` is told. */
export function takeTurns(first: Recommender, disposed: () => void): Turns {
  let now = first;
  let pending = new Set<Promise<unknown>>();
  const ask = <T>(call: (now: Recommender) => Promise<T>): Promise<T> => {
    const answer = call(now);
    const asked = pending;
    const settled = (): void => void asked.delete(answer);
    asked.add(answer);
    answer.then(settled, settled);
    return answer;
  };
  const recommender: Recommender = {
    get manifest() {
      return now.manifest;
    },
    catalogue: first.catalogue,
    get backend() {
      return now.backend;
    },
    get choice() {
      return now.choice;
    },
    thread: first.thread,
    recommend: (request) => ask((by) => by.recommend(request)),
    recommendMany: (requests) => ask((by) => by.recommendMany(requests)),
    similar: (id, k) => ask((by) => by.similar(id, k)),
    linear: (request) => ask((by) => by.linear(request)),
    selfTest: () => ask((by) => by.selfTest()),
    samples: () => now.samples(),
    golden: () => now.golden(),
    report: () => now.report(),
    dispose: () => {
      disposed();
      now.dispose();
    },
  };
  return {
    recommender,
    take: (next) => {
      const [former, left] = [now, pending];
      now = next;
      pending = new Set();
      void Promise.allSettled(left).then(() => former.dispose());
    },
  };
}

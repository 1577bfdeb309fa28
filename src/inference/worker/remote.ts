import { AttarError } from '../../core/errors.ts';
import { once } from '../once.ts';
import type { Recommendations, Recommender } from '../types.ts';
import { valueOf } from './fault.ts';
import type { Line } from './line.ts';
import type { Answer, Asked, Facts, Host } from './protocol.ts';

/** A recommender whose work is done elsewhere; `facts` gives what is known of it now. */
export function createRemote(host: Host, line: Line, facts: () => Facts, dispose: () => void): Recommender {
  const ask = <Method extends Asked>(
    method: Method,
    ...args: Parameters<Recommender[Method]>
  ): Promise<Answer<Method>> =>
    line.ask(async () => valueOf<Answer<Method>>(await host.ask(method, args).catch(refuseUnsendable)));
  return {
    get manifest() {
      return facts().manifest;
    },
    catalogue: facts().catalogue,
    get backend() {
      return facts().backend;
    },
    get choice() {
      return facts().choice;
    },
    thread: 'worker',
    recommend: (request) => timed(() => ask('recommend', request)),
    recommendMany: (requests) => ask('recommendMany', requests),
    similar: (id, k) => timed(() => ask('similar', id, k)),
    linear: (request) => ask('linear', request),
    selfTest: () => ask('selfTest'),
    samples: once(() => ask('samples')),
    golden: once(() => ask('golden')),
    report: once(() => ask('report')),
    dispose,
  };
}

/** The visitor waits for the messages, too. */
async function timed(ask: () => Promise<Recommendations>): Promise<Recommendations> {
  const start = performance.now();
  const found = await ask();
  return { ...found, elapsed: performance.now() - start };
}

function refuseUnsendable(cause: unknown): never {
  if (!(cause instanceof DOMException && cause.name === 'DataCloneError')) throw cause;
  const message = 'a request holds a function or another thing that no message to a worker can carry';
  throw new AttarError('request/invalid', message, { cause });
}

import { AttarError } from '../../core/errors.ts';
import type { Catalogue } from '../../format/index.ts';
import { once } from '../once.ts';
import type { Recommendations, Recommender } from '../types.ts';
import { valueOf } from './fault.ts';
import type { Line } from './line.ts';
import type { Answer, Asked, Facts, Host } from './protocol.ts';

/** What a page is told of a recommender elsewhere. */
export interface Told {
  /** What is known of it now. */
  readonly facts: () => Facts;
  /** catalogue.json */
  readonly catalogue: Uint8Array;
}

/** A recommender whose work is done elsewhere. */
export function createRemote(host: Host, line: Line, told: Told, dispose: () => void): Recommender {
  const { facts } = told;
  let bytes: Uint8Array | undefined = told.catalogue;
  let columns: Catalogue | undefined;
  const ask = <Method extends Asked>(
    method: Method,
    ...args: Parameters<Recommender[Method]>
  ): Promise<Answer<Method>> =>
    line.ask(async () => valueOf<Answer<Method>>(await host.ask(method, args).catch(refuseUnsendable)));
  return {
    get manifest() {
      return facts().manifest;
    },
    get catalogue() {
      columns ??= readColumns(bytes!);
      bytes = undefined;
      return columns;
    },
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

/** As the worker has checked and read it; the format's columns and no others. */
function readColumns(bytes: Uint8Array): Catalogue {
  const all = JSON.parse(new TextDecoder().decode(bytes)) as Catalogue;
  const { ids, titles, creators, years, tagNames, tags, popularity } = all;
  return { ids, titles, creators, years, tagNames, tags, popularity };
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

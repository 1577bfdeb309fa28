import type { Host, Listeners } from './protocol.ts';

/** One end of a line of messages, which arrive in the order in which they were sent: a worker, its inside, a port. */
export interface Port {
  postMessage(message: unknown): void;
  addEventListener(type: string, listener: (event: Event) => void): void;
  /** Ports hold back what comes until this is called. */
  start?(): void;
}

/** A call of the page's. */
interface Call {
  readonly id: number;
  readonly method: keyof Host;
  readonly args: readonly unknown[];
}

/** What a call came to, or a word in between. */
type Reply =
  | { readonly id: number; readonly answer: unknown }
  | { readonly tell: keyof Listeners; readonly value: never };

/** The page's end: a host whose calls are messages. A call that no message can carry rejects. */
export function callHost(port: Port): Host {
  const waiting = new Map<number, (answer: never) => void>();
  let calls = 0;
  let listeners: Listeners | undefined;
  const call = <T>(method: keyof Host, ...args: readonly unknown[]): Promise<T> =>
    new Promise((resolve) => {
      const message: Call = { id: calls++, method, args };
      port.postMessage(message);
      waiting.set(message.id, resolve);
    });
  listen<Reply>(port, (reply) => {
    if ('tell' in reply) return listeners?.[reply.tell](reply.value);
    waiting.get(reply.id)?.(reply.answer as never);
    waiting.delete(reply.id);
  });
  return {
    hello: (lock) => call('hello', lock),
    load: (order, told) => {
      listeners = told;
      return call('load', order);
    },
    take: (manifest) => void call('take', manifest),
    clear: (file, isMissing) => call('clear', file, isMissing),
    abort: () => void call('abort'),
    ask: (method, args) => call('ask', method, args),
  };
}

/** The worker's end: answers calls by a host, whose methods never reject. */
export function serveHost(port: Port, host: Host): void {
  const tell = (name: keyof Listeners) => (value: unknown) => port.postMessage({ tell: name, value });
  const listeners: Listeners = {
    progress: tell('progress'),
    notice: tell('notice'),
    choices: tell('choices'),
    facts: tell('facts'),
  };
  const methods: Record<keyof Host, (...args: never) => unknown> = {
    ...host,
    load: (order: Parameters<Host['load']>[0]) => host.load(order, listeners),
  };
  listen<Call>(port, async ({ id, method, args }) => {
    port.postMessage({ id, answer: await methods[method](...(args as never)) });
  });
}

function listen<Message>(port: Port, take: (message: Message) => unknown): void {
  port.addEventListener('message', (event) => take((event as MessageEvent<Message>).data));
  port.start?.();
}

import { loadRecommender } from '../load.ts';
import { createHost } from './host.ts';
import type { HostThread } from './load-remote.ts';
import { serveHost } from './messages.ts';

/** A host behind a message channel, for tests in Node: all that a worker does but run beside the page. */
export function startHost(fetch: typeof globalThis.fetch): HostThread {
  const { port1, port2 } = new MessageChannel();
  const load: Parameters<typeof createHost>[0] = (address, options, ...rest) =>
    loadRecommender(address, { ...options, fetch }, ...rest);
  serveHost(port2, createHost(load));
  return Object.assign(port1, { terminate: () => (port1.close(), port2.close()) });
}

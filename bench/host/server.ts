import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sirv from 'sirv';

export interface BenchServer {
  /** Ends with a slash. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

/**
 * Serves folders with their compressed copies, each under a path of its own, in a way that gives pages shared memory: threads need it, and
 * clocks are finer with it.
 */
export async function serveFolders(folders: Readonly<Record<string, string>>): Promise<BenchServer> {
  const handlers = Object.entries(folders).map(([path, folder]) => ({
    path,
    handle: sirv(folder, { brotli: true }),
  }));
  const server = createServer((request, response) => {
    response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Embedder-Policy', 'require-corp');
    response.setHeader('Cache-Control', 'no-store');
    const address = request.url ?? '/';
    const found = handlers.find(({ path }) => address.startsWith(path));
    const missing = (): void => {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found\n');
    };
    if (found === undefined) return missing();
    request.url = `/${address.slice(found.path.length)}`;
    found.handle(request, response, missing);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://localhost:${port}/`,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

// @ts-check
import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import sirv from 'sirv';

const FALLBACK_TRIES = 20;

/**
 * Serves a folder of static files with their compressed copies.
 * @param {{ folder: string, port: number, host?: string, base?: string, isPortFixed?: boolean }} options
 *   port 0 takes any free one; unless the port is fixed, the next free one is taken when it is in use.
 *   base is the path that the folder appears under, such as `/shop/attar`.
 * @returns {Promise<{ address: string, close: () => Promise<void> }>} address ends with a slash
 */
export async function serve({ folder, port, host = '127.0.0.1', base = '', isPortFixed = false }) {
  // `dev` looks for each file when it is asked for: a build under a running server removes some and adds others.
  const files = sirv(folder, { dev: true, etag: true, brotli: true, gzip: true, setHeaders });
  const server = createServer((request, response) => {
    const notFound = () => {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found\n');
    };
    const path = request.url ?? '/';
    if (!path.startsWith(`${base}/`) || /\/(\.|%2e)/i.test(path)) return notFound();
    request.url = path.slice(base.length);
    // A file may go between being found and being read; without a listener its error would end the process.
    response.once('pipe', (file) => file.once('error', () => response.destroy()));
    files(request, response, notFound);
  });
  const taken = await listen(server, host, port, isPortFixed ? 0 : FALLBACK_TRIES);
  return {
    address: `http://${nameOf(host)}:${taken}${base}/`,
    close: () => new Promise((done) => (server.close(() => done()), server.closeAllConnections())),
  };
}

/**
 * The host as it stands in an address that answers on this machine.
 * @param {string} host
 */
function nameOf(host) {
  if (['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

/**
 * Vite puts a hash into the names below assets/: those never change. All else is asked for again each time,
 * which costs one 304.
 * @param {import('node:http').ServerResponse} response
 * @param {string} path
 */
function setHeaders(response, path) {
  const isHashed = /\/assets\/.*-[\w-]{8,}\.\w+$/.test(path);
  response.setHeader('Cache-Control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  if (path.endsWith('.safetensors')) response.setHeader('Content-Type', 'application/octet-stream');
}

/**
 * @param {import('node:http').Server} server
 * @param {string} host
 * @param {number} port
 * @param {number} tries how many further ports may be tried
 * @returns {Promise<number>} the port taken
 */
async function listen(server, host, port, tries) {
  try {
    await new Promise((done, failed) => {
      server.once('error', failed);
      server.listen(port, host, () => done(server.removeListener('error', failed)));
    });
  } catch (error) {
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!isTaken || tries === 0) throw error;
    return listen(server, host, port + 1, tries - 1);
  }
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: { folder: { type: 'string', default: 'dist/app' }, port: { type: 'string', default: '4600' } },
  });
  const { address } = await serve({ folder: values.folder, port: Number(values.port), isPortFixed: true });
  console.log(`Serving ${values.folder} at ${address}`);
}

// @ts-check
/** `npm start`: installs if needed, builds if needed, serves the app and opens a browser where there is one. */
import './require-node.mjs';
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';
import { APP_FOLDER, build, isBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { ROOT } from './run-tool.mjs';

const USAGE = 'npm start -- [--port 4600] [--host 127.0.0.1] [--no-open]';

function readOptions() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4600' },
      host: { type: 'string', default: '127.0.0.1' },
      open: { type: 'boolean', default: true },
    },
    allowNegative: true,
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port must be a whole number from 0 to 65535 and is "${values.port}"\n${USAGE}`);
  }
  return { ...values, port };
}

/** @param {string} address */
function openBrowser(address) {
  const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (process.env.CI || !hasDisplay) return;
  const [command = '', ...args] = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] }[
    String(process.platform)
  ] ?? ['xdg-open'];
  const child = spawn(command, [...args, address], { stdio: 'ignore', detached: true });
  // No opener on this system: the address is printed, which is enough.
  child.on('error', () => {});
  child.unref();
}

async function start() {
  const options = readOptions();
  ensureInstalled(ROOT);
  if (!isBuilt()) {
    console.log('Building the app …');
    await build();
  }
  const { serve } = await import('./serve.mjs');
  const server = await serve({ folder: APP_FOLDER, port: options.port, host: options.host });
  console.log(`\n  Attar is at ${server.address}\n  Ctrl-C ends it.\n`);
  if (options.open) openBrowser(server.address);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void server.close());
}

try {
  await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

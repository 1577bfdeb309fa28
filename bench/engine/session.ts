import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { buildLibrary, buildPage } from '../host/build.ts';
import type { OutputChunk } from '../host/build.ts';
import { openBrowser } from '../host/browser.ts';
import { writeModels } from '../host/models.ts';
import { serveFolders } from '../host/server.ts';

const PACKAGES = join(import.meta.dirname, '../../node_modules');

/** What all parts of the suite share: one Chromium, one server, one build. */
export interface Session {
  readonly browser: Browser;
  /** Where pages are, with a slash at the end. */
  readonly address: string;
  /** The library and its worker with all that they import. */
  readonly library: readonly OutputChunk[];
  /** The page that does the same with TensorFlow.js alone. */
  readonly tfjs: readonly OutputChunk[];
}

/** Builds the pages into a temporary folder, works, and leaves nothing behind. */
export async function withSession<T>(work: (session: Session) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'attar-bench-'));
  try {
    await buildPage('index.html', join(folder, 'main'));
    await buildPage('start-attar.html', join(folder, 'start-attar'));
    const tfjs = await buildPage('start-tfjs.html', join(folder, 'start-tfjs'));
    const library = await buildLibrary();
    await writeModels(folder);
    return await serveAnd(folder, (browser, address) => work({ browser, address, library, tfjs }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function serveAnd<T>(
  folder: string,
  work: (browser: Browser, address: string) => Promise<T>,
): Promise<T> {
  const below = Object.fromEntries(
    ['main', 'start-attar', 'start-tfjs', 'model', 'small', 'start'].map((name) => [
      `/${name}/`,
      join(folder, name),
    ]),
  );
  const server = await serveFolders({
    ...below,
    '/tfjs/': join(PACKAGES, '@tensorflow/tfjs/dist'),
    '/tfjs-wasm/': join(PACKAGES, '@tensorflow/tfjs-backend-wasm/dist'),
    '/onnx/': join(PACKAGES, 'onnxruntime-web/dist'),
  });
  const browser = await openBrowser();
  try {
    return await work(browser, server.address);
  } finally {
    await browser.close();
    await server.close();
  }
}

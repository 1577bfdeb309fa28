import { join } from 'node:path';
import type { ModulePreloadOptions, Plugin } from 'vite';

const FOLDER = join(import.meta.dirname, '../src/inference/worker');
/** How `start.ts` names the worker's entry: what Vite's server and other bundlers understand. */
const ADDRESS = "new URL('./main.ts', import.meta.url)";

/**
 * Builds the worker as one more entry, so that it shares its chunks with the page: Vite alone would build a second
 * copy of the engine. Its address stays the literal that bundlers of pages which use the library look for.
 */
export function workerChunk(): Plugin {
  let worker: string;
  return {
    name: 'attar-worker-chunk',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      worker = this.emitFile({ type: 'chunk', id: join(FOLDER, 'main.ts'), name: 'worker' });
    },
    transform(code, id) {
      if (id !== join(FOLDER, 'start.ts')) return undefined;
      if (!code.includes(ADDRESS)) throw new Error(`${id} does not say ${ADDRESS}`);
      return code.replace(ADDRESS, `import.meta.ROLLUP_FILE_URL_${worker}`);
    },
    resolveFileUrl: ({ relativePath }) => `new URL('./${relativePath}', import.meta.url)`,
  };
}

/** A worker has no document to put preloads into; the page's own come from its HTML. */
export const modulePreload: ModulePreloadOptions = {
  resolveDependencies: (_, dependencies, { hostType }) => (hostType === 'html' ? dependencies : []),
};

import { dirname, join, relative } from 'node:path';
import type { ModulePreloadOptions, Plugin, Rollup } from 'vite';

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
    generateBundle(_, files) {
      const entry = files[this.getFileName(worker)];
      if (entry?.type === 'chunk') entry.code = importsAtOnce(entry, files) + entry.code;
    },
  };
}

/** Imports of all that a chunk comes to import: nothing tells a worker of a file before the one that imports it is there. */
function importsAtOnce(entry: Rollup.OutputChunk, files: Rollup.OutputBundle): string {
  const direct = new Set(entry.imports);
  const all = new Set(direct);
  for (const name of all) {
    const file = files[name];
    if (file?.type === 'chunk') for (const next of file.imports) all.add(next);
  }
  const folder = dirname(entry.fileName);
  const later = [...all].filter((name) => !direct.has(name));
  return later.map((name) => `import${JSON.stringify(`./${relative(folder, name)}`)};`).join('');
}

/**
 * Puts what the page needs from its start into one chunk, and what its worker needs beyond that into another: left to
 * itself the bundler makes a file of every module that later code shares with it, each with a request and a dictionary of its own. For
 * builds whose page is the library and little else.
 */
export function engineChunk(): Plugin {
  const ofPage = new Set<string>();
  const ofWorker = new Set<string>();
  return {
    name: 'attar-engine-chunk',
    apply: 'build',
    buildEnd() {
      const reach = (id: string, found: Set<string>): void => {
        if (found.has(id)) return;
        found.add(id);
        for (const next of this.getModuleInfo(id)?.importedIds ?? []) reach(next, found);
      };
      reach(join(FOLDER, '../index.ts'), ofPage);
      const main = join(FOLDER, 'main.ts');
      reach(main, ofWorker);
      // The page may load the worker's chunk, too, and must not become one.
      ofWorker.delete(main);
    },
    outputOptions: (options) => ({
      ...options,
      codeSplitting: {
        groups: [
          { name: 'page', test: (id) => ofPage.has(id), priority: 2 },
          { name: 'engine', test: (id) => ofWorker.has(id), priority: 1 },
        ],
      },
    }),
  };
}

/** A worker has no document to put preloads into; the page's own come from its HTML. */
export const modulePreload: ModulePreloadOptions = {
  resolveDependencies: (_, dependencies, { hostType }) => (hostType === 'html' ? dependencies : []),
};

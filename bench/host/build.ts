import { join } from 'node:path';
import { build } from 'vite';
import type { InlineConfig, Plugin, Rollup } from 'vite';
import { engineChunk, modulePreload, workerChunk } from '../../scripts/worker-chunk.ts';

const ROOT = join(import.meta.dirname, '../..');
const PAGES = join(ROOT, 'bench/page');
const LIBRARY = join(ROOT, 'src/inference/index.ts');

/** As dist/app and dist/lib are built, without what only the app needs. */
const COMMON: InlineConfig = {
  configFile: false,
  root: PAGES,
  publicDir: false,
  logLevel: 'error',
  define: { 'process.env.NODE_ENV': '"production"' },
};

const SMALL = { minify: true, comments: { legal: false } } as const;

/** Builds one page by itself, so that it shares no code with another one. Gives the page's chunks. */
export async function buildPage(page: string, folder: string): Promise<OutputChunk[]> {
  return chunksOf({
    ...COMMON,
    base: './',
    plugins: pluginsOf(page),
    build: {
      modulePreload,
      target: 'es2023',
      outDir: folder,
      emptyOutDir: true,
      chunkSizeWarningLimit: 10_000,
      rolldownOptions: { input: join(PAGES, page), output: SMALL },
    },
  });
}

/** The pages of the start and of the slow link have the library and nothing else, and are divided like it. */
function pluginsOf(page: string): Plugin[] {
  if (page.includes('tfjs')) return [];
  return /^(start|link)/.test(page) ? [workerChunk(), engineChunk()] : [workerChunk()];
}

/** Builds the browser library and its worker with everything that they import, as a page downloads them. */
export async function buildLibrary(): Promise<OutputChunk[]> {
  return chunksOf({
    ...COMMON,
    plugins: [workerChunk(), engineChunk()],
    build: {
      target: 'es2023',
      write: false,
      lib: { entry: LIBRARY, formats: ['es'] },
      rolldownOptions: { output: SMALL },
    },
  });
}

/** Builds a file of source that exports nothing into one classic script, for pages that are not ours to build. */
export async function buildScript(path: string): Promise<string> {
  const [chunk] = await chunksOf({
    ...COMMON,
    build: {
      target: 'es2023',
      write: false,
      lib: { entry: join(PAGES, path), formats: ['iife'], name: 'script' },
    },
  });
  return chunk!.code;
}

export type OutputChunk = Rollup.OutputChunk;

async function chunksOf(config: InlineConfig): Promise<OutputChunk[]> {
  const built = (await build(config)) as Rollup.RollupOutput | Rollup.RollupOutput[];
  return [built]
    .flat()
    .flatMap(({ output }) => output)
    .filter((file) => file.type === 'chunk');
}

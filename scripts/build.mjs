// @ts-check
/**
 * `npm run build` makes dist/app (app, widget, example page, compressed copies) and dist/lib;
 * `npm run build -- --mode single` makes dist/single, one HTML file a model.
 */
import './require-node.mjs';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { compressFolder } from './compress.mjs';
import { APP_SOURCES, fingerprint } from './fingerprint.mjs';
import { ROOT, runTool } from './run-tool.mjs';

const STAMP = join(ROOT, 'dist/app.fingerprint');

export const APP_FOLDER = join(ROOT, 'dist/app');

/** True when dist/app was built to its end from the sources as they are now. */
export function isBuilt() {
  try {
    return readFileSync(STAMP, 'utf8') === fingerprint(ROOT, APP_SOURCES);
  } catch {
    return false;
  }
}

/** Builds everything; the stamp is written last, so a broken-off build is never taken for a whole one. */
export async function build() {
  const stamp = fingerprint(ROOT, APP_SOURCES);
  rmSync(STAMP, { force: true });
  for (const mode of ['production', 'widget', 'lib']) viteBuild(mode);
  copyFileSync(join(ROOT, 'examples/widget.html'), join(APP_FOLDER, 'widget.html'));
  await compressFolder(APP_FOLDER);
  writeFileSync(STAMP, stamp);
}

/** Builds dist/single/MODEL.html for each model: the whole app in a file that needs neither server nor network. */
function buildSingle() {
  rmSync(join(ROOT, 'dist/single'), { recursive: true, force: true });
  for (const model of ['books', 'movies']) viteBuild(`single-${model}`);
}

/** @param {string} mode one of vite.config.ts */
function viteBuild(mode) {
  const code = runTool('vite', ['build', '--mode', mode, '--logLevel', 'warn']);
  if (code !== 0) throw new Error(`vite build --mode ${mode} failed (see above)`);
}

/** What `--mode` may name. @type {Record<string, { make: () => void | Promise<void>, what: string }>} */
const MODES = {
  all: { make: build, what: 'dist/app and dist/lib' },
  single: { make: buildSingle, what: 'dist/single' },
};

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const start = performance.now();
  try {
    const { mode } = parseArgs({ options: { mode: { type: 'string', default: 'all' } } }).values;
    const chosen = MODES[mode];
    if (!chosen) throw new Error(`--mode takes ${Object.keys(MODES).join(' or ')}, and not "${mode}"`);
    await chosen.make();
    console.log(`Built ${chosen.what} in ${((performance.now() - start) / 1000).toFixed(1)} s.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

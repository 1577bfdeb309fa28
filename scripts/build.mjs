// @ts-check
/** Builds dist/app (app, widget, example page, compressed copies) and dist/lib. */
import './require-node.mjs';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
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
  for (const mode of ['production', 'widget', 'lib']) {
    const code = runTool('vite', ['build', '--mode', mode, '--logLevel', 'warn']);
    if (code !== 0) throw new Error(`vite build --mode ${mode} failed (see above)`);
  }
  copyFileSync(join(ROOT, 'examples/widget.html'), join(APP_FOLDER, 'widget.html'));
  await compressFolder(APP_FOLDER);
  writeFileSync(STAMP, stamp);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const start = performance.now();
  try {
    await build();
    console.log(`Built dist/app and dist/lib in ${((performance.now() - start) / 1000).toFixed(1)} s.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

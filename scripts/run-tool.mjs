// @ts-check
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..');

/** Packages whose command has another name than the package. @type {Record<string, string>} */
const PACKAGES = { tsc: 'typescript', biome: '@biomejs/biome' };

/**
 * The script of an installed tool, to be started by this very Node: no shell, no npx, the same on every system.
 * @param {string} tool name of the package's command, such as `vite`
 * @returns {string} path
 */
export function toolScript(tool) {
  const folder = join(ROOT, 'node_modules', PACKAGES[tool] ?? tool);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return join(folder, typeof bin === 'string' ? bin : bin[tool]);
}

/**
 * Runs an installed tool to its end in this terminal.
 * @param {string} tool
 * @param {readonly string[]} args
 * @param {{ timeout?: number, env?: Record<string, string> }} [options] timeout in ms
 * @returns {number} exit code; 1 when it was killed
 */
export function runTool(tool, args, options = {}) {
  const { status } = spawnSync(process.execPath, [toolScript(tool), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...options.env },
    ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
  });
  return status ?? 1;
}

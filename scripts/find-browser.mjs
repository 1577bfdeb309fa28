// @ts-check
import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/**
 * The headless shell, which Playwright itself runs by default, comes first: it is the same engine without the browser
 * around it, whose toolbar else takes a renderer of its own for every window.
 */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
];

const APPLICATIONS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/**
 * The Chromium already on this machine: $CHROMIUM, else one on PATH, else a macOS application.
 * @param {Record<string, string | undefined>} [env]
 * @returns {string | undefined} path of the executable
 */
export function findBrowser(env = process.env) {
  if (env.CHROMIUM) return env.CHROMIUM;
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean);
  const onPath = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...onPath, ...APPLICATIONS].find(isExecutable);
}

/**
 * True when the browser starts far enough to say its version: a missing shared library shows here.
 * @param {string} path
 */
export function runs(path) {
  return spawnSync(path, ['--version'], { timeout: 30_000 }).status === 0;
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

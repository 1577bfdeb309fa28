// @ts-check
/**
 * Makes sure of a Chromium for the tests. As a command it runs the rest of its line with CHROMIUM set:
 *   node scripts/browser.mjs vitest run --project browser
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { findBrowser, runs } from './find-browser.mjs';
import { runTool } from './run-tool.mjs';

const DOWNLOAD_MS = 10 * 60_000;

/**
 * A working Chromium: this machine's, else Playwright's own, else Playwright's download, else Debian's package.
 * @returns {Promise<string>} path of the executable
 * @throws {Error} that says how to get one
 */
export async function ensureBrowser() {
  const named = process.env.CHROMIUM;
  if (named && !runs(named)) {
    throw new Error(`CHROMIUM is "${named}", which does not start; unset it or give the path of a Chromium`);
  }
  const found = findBrowser();
  if (found && runs(found)) return found;
  return (await playwrightBrowser()) ?? debianBrowser() ?? fail();
}

async function playwrightBrowser() {
  const { chromium } = await import('playwright');
  const path = chromium.executablePath();
  if (!existsSync(path)) {
    console.log('No Chromium found: asking Playwright for one …');
    runTool('playwright', ['install', 'chromium'], { timeout: DOWNLOAD_MS });
  }
  return existsSync(path) && runs(path) ? path : undefined;
}

function debianBrowser() {
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !existsSync('/etc/debian_version')) return undefined;
  console.log('No Chromium found: installing Debian’s package …');
  const apt = (/** @type {string[]} */ ...args) =>
    spawnSync('apt-get', args, {
      stdio: 'inherit',
      timeout: DOWNLOAD_MS,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0;
  const install = (/** @type {string} */ name) => apt('install', '--yes', '--no-install-recommends', name);
  // Older releases of Debian have no package of the shell alone.
  const isInstalled = apt('update') && (install('chromium-headless-shell') || install('chromium'));
  const path = isInstalled ? findBrowser() : undefined;
  return path && runs(path) ? path : undefined;
}

/** @returns {never} */
function fail() {
  throw new Error('the tests need a Chromium and none could be found or installed; set CHROMIUM to its path');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [tool = 'playwright', ...args] = process.argv.slice(2);
  try {
    process.env.CHROMIUM = await ensureBrowser();
    process.exitCode = runTool(tool, args);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

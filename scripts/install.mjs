// @ts-check
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * True when node_modules holds what the lock file says. npm writes its own copy of the lock file last, so a
 * broken-off install is noticed; contents are compared because times lie after a checkout.
 * @param {string} root folder of package-lock.json
 */
export function isInstalled(root) {
  const copy = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(copy)) return false;
  const installed = packagesOf(copy);
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(([path, wanted]) => {
    if (path === '') return true;
    // An optional package is left out on systems that it is not made for.
    const found = installed[path];
    return found ? found.version === wanted.version : wanted.optional === true;
  });
}

/**
 * Installs what the lock file says unless everything is there. Development packages always belong: they build
 * the app.
 * @param {string} root
 * @throws {Error} when npm fails
 */
export function ensureInstalled(root) {
  if (isInstalled(root)) return;
  console.log('Installing packages (once) …');
  // `npm ci` refuses a lock file that leaves out another system's optional packages; `npm install` does not mind.
  if (npm(root, 'ci', '--include=dev') || npm(root, 'install', '--include=dev', '--no-save')) return;
  throw new Error('npm could not install the packages (see above); check the network and try again');
}

/**
 * @param {string} root
 * @param {...string} args
 * @returns {boolean} true when npm ended well
 */
function npm(root, ...args) {
  return (
    spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }).status === 0
  );
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

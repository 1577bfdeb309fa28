import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isInstalled } from './install.mjs';

let root;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'attar-install-'));
  mkdirSync(join(root, 'node_modules'));
  write('package-lock.json', {
    '': { version: '0.1.0' },
    'node_modules/react': { version: '19.3.1' },
    'node_modules/for-another-system': { version: '1.0.0', optional: true },
  });
});

afterEach(() => rmSync(root, { recursive: true }));

function write(name, packages) {
  writeFileSync(join(root, name), JSON.stringify({ packages }));
}

describe('node_modules', () => {
  it('is complete without the optional packages of other systems', () => {
    write('node_modules/.package-lock.json', { 'node_modules/react': { version: '19.3.1' } });
    expect(isInstalled(root)).toBe(true);
  });

  it('is not complete after an install that was broken off', () => {
    expect(isInstalled(root)).toBe(false);
  });

  it('is not complete when the lock file asks for another version', () => {
    write('node_modules/.package-lock.json', { 'node_modules/react': { version: '19.3.0' } });
    expect(isInstalled(root)).toBe(false);
  });

  it('is not complete when a package is missing', () => {
    write('node_modules/.package-lock.json', {});
    expect(isInstalled(root)).toBe(false);
  });
});

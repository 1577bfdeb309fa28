import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBrowser, runs } from './find-browser.mjs';

let folder;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attar-browser-'));
  writeFileSync(join(folder, 'google-chrome'), '#!/bin/sh\nexit 0\n', { mode: 0o755 });
  writeFileSync(join(folder, 'chromium'), 'no program', { mode: 0o644 });
});

afterAll(() => rmSync(folder, { recursive: true }));

describe('the browser for the tests', () => {
  it('is the one that CHROMIUM names', () => {
    expect(findBrowser({ CHROMIUM: '/opt/mine', PATH: folder })).toBe('/opt/mine');
  });

  it('is else the first on PATH that may be run', () => {
    expect(findBrowser({ PATH: ['/nowhere', folder].join(delimiter) })).toBe(join(folder, 'google-chrome'));
  });

  it('is the headless shell where there is one', () => {
    const shell = join(folder, 'chromium-headless-shell');
    writeFileSync(shell, '', { mode: 0o755 });
    expect(findBrowser({ PATH: folder })).toBe(shell);
    rmSync(shell);
  });

  it('counts only when it starts', () => {
    expect(runs(join(folder, 'google-chrome'))).toBe(true);
    expect(runs(join(folder, 'chromium'))).toBe(false);
    expect(runs(join(folder, 'nowhere'))).toBe(false);
  });
});

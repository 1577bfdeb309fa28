import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint } from './fingerprint.mjs';

let root;
let before;
const now = () => fingerprint(root, ['src', 'index.html', 'not-there']);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'attar-fingerprint-'));
  mkdirSync(join(root, 'src/deep'), { recursive: true });
  writeFileSync(join(root, 'src/deep/a.ts'), 'one');
  writeFileSync(join(root, 'index.html'), 'page');
  before = now();
});

afterEach(() => rmSync(root, { recursive: true }));

describe('the fingerprint of the sources', () => {
  it('stays when only times change', () => {
    utimesSync(join(root, 'src/deep/a.ts'), 1, 1);
    expect(now()).toBe(before);
  });

  it('stays when a test is written', () => {
    writeFileSync(join(root, 'src/a.test.ts'), 'test');
    expect(now()).toBe(before);
  });

  it('changes with a content', () => {
    writeFileSync(join(root, 'src/deep/a.ts'), 'two');
    expect(now()).not.toBe(before);
  });

  it('changes with a file that is added, removed or moved', () => {
    writeFileSync(join(root, 'src/b.ts'), 'one');
    const added = now();
    rmSync(join(root, 'src/deep/a.ts'));
    const moved = now();
    rmSync(join(root, 'src/b.ts'));
    expect(new Set([before, added, moved, now()]).size).toBe(4);
  });
});

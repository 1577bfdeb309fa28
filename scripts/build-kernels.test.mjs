import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { areKernelsBuilt } from './build-kernels.mjs';
import { ROOT } from './run-tool.mjs';

const SOURCE = 'src/kernels/assembly/index.ts';
let root;

/** A copy of what the kernels are made of, and of the kernels as they were built for these tests. */
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'attar-kernels-'));
  mkdirSync(join(root, 'node_modules/assemblyscript'), { recursive: true });
  const copied = ['src/kernels/assembly', 'build/kernels', 'scripts/build-kernels.mjs'];
  for (const path of [...copied, 'node_modules/assemblyscript/package.json']) {
    cpSync(join(ROOT, path), join(root, path), { recursive: true });
  }
});

afterEach(() => rmSync(root, { recursive: true }));

describe('the kernels', () => {
  it('are up to date where their sources are those they were made of, however old', () => {
    expect(areKernelsBuilt(root)).toBe(true);
    const later = Date.now() / 1000 + 1000;
    utimesSync(join(root, SOURCE), later, later);
    expect(areKernelsBuilt(root)).toBe(true);
  });

  it('are stale beside other sources, though they are newer', () => {
    writeFileSync(join(root, SOURCE), 'export {};');
    utimesSync(join(root, SOURCE), 1, 1);
    expect(areKernelsBuilt(root)).toBe(false);
  });

  it('are stale with another compiler, or when one of them is missing', () => {
    rmSync(join(root, 'build/kernels/scoring.ts'));
    expect(areKernelsBuilt(root)).toBe(false);
    cpSync(join(ROOT, 'build/kernels'), join(root, 'build/kernels'), { recursive: true });
    expect(areKernelsBuilt(root)).toBe(true);
    writeFileSync(join(root, 'node_modules/assemblyscript/package.json'), '{ "version": "0.0.1" }');
    expect(areKernelsBuilt(root)).toBe(false);
  });
});

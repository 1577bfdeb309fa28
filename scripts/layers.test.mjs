import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, toolScript } from './run-tool.mjs';

const FORBIDDEN = [
  ['src/core/a.ts', '../training/gram.ts'],
  ['src/core/b.ts', 'valibot'],
  ['src/core/c.ts', 'node:fs'],
  ['src/core/deep/d.test.ts', '../../app/store.ts'],
  ['src/kernels/a.ts', '../core/errors.ts'],
  ['src/kernels/b.ts', 'idb-keyval'],
  ['src/format/a.ts', '../inference/load.ts'],
  ['src/format/b.ts', 'node:fs'],
  ['src/data/a.ts', '../training/gram.ts'],
  ['src/training/deep/a.ts', '../../data/split.ts'],
  ['src/training/deep/b.ts', 'node:fs/promises'],
  ['src/evaluation/a.ts', '../cli/main.ts'],
  ['src/evaluation/b.ts', '../data/split.ts'],
  ['src/cli/a.ts', '../inference/load.ts'],
  ['src/inference/a.ts', '../training/gram.ts'],
  ['src/app/deep/a.ts', '../../format/schema.ts'],
  ['src/widget/a.ts', '../app/cover.tsx'],
  ['src/widget/b.ts', '../format/tiny-bundle.ts'],
];

const ALLOWED = [
  ['src/core/k.ts', './top-k.ts'],
  ['src/core/l.test.ts', 'fast-check'],
  ['src/kernels/k.ts', 'node:worker_threads'],
  ['src/format/k.ts', '../core/errors.ts'],
  ['src/format/write.ts', 'node:fs'],
  ['src/training/deep/k.ts', '../../kernels/index.ts'],
  ['src/evaluation/k.ts', '../kernels/index.ts'],
  ['src/cli/k.ts', '../data/split.ts'],
  ['src/inference/k.ts', '../format/schema.ts'],
  ['src/widget/k.ts', '../inference/index.ts'],
  ['src/widget/l.browser.test.ts', '../format/tiny-bundle.ts'],
];

const OTHER_WAYS = [
  [
    'src/core/x.ts',
    'as a type',
    "import type { Thing } from '../app/thing.ts';\nexport type Kept = Thing;\n",
  ],
  ['src/core/y.ts', 'to pass it on', "export * from '../app/thing.ts';\n"],
  ['src/core/z.ts', 'later', "export const later = () => import('../app/thing.ts');\n"],
];

const importing = (specifier) => `import { thing } from '${specifier}';\nexport const kept = thing;\n`;

/** Lints files with the repository's rules: the set of those with a forbidden import. */
function findForbidden(files) {
  const folder = mkdtempSync(join(tmpdir(), 'attar-layers-'));
  try {
    copyFileSync(join(ROOT, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    for (const [path, source] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), source);
    }
    const command = [toolScript('oxlint'), '--format', 'json'];
    const { stdout } = spawnSync(process.execPath, command, { cwd: folder, encoding: 'utf8' });
    const faults = JSON.parse(stdout).diagnostics;
    return new Set(
      faults
        .filter(({ code }) => /no-restricted-imports|no-nodejs-modules/.test(code))
        .map(({ filename }) => filename.replaceAll('\\', '/')),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the import layers', () => {
  const plain = [...FORBIDDEN, ...ALLOWED].map(([path, specifier]) => [path, importing(specifier)]);
  const forbidden = findForbidden([...plain, ...OTHER_WAYS.map(([path, , source]) => [path, source])]);

  it.each(FORBIDDEN)('%s may not import %s', (path) => {
    expect(forbidden).toContain(path);
  });

  it.each(ALLOWED)('%s may import %s', (path) => {
    expect(forbidden).not.toContain(path);
  });

  it.each(OTHER_WAYS)('%s may not import from a higher layer %s', (path) => {
    expect(forbidden).toContain(path);
  });
});

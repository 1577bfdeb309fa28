import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { BundleContents } from './encode-bundle.ts';
import { parseGolden } from './on-demand.ts';
import { readBundle } from './read-bundle.ts';
import { readBundleDirectory } from './read-directory.ts';
import { tinyBundle } from './tiny-bundle.ts';
import type { TinyBundle } from './tiny-bundle.ts';
import { writeBundle } from './write.ts';

const small = { items: 25, dim: 4, nnz: 3 };
const first = tinyBundle({ ...small, seed: 1 });
const second = tinyBundle({ ...small, seed: 2 });
let folder = '';
let target = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attar-write-'));
  target = join(folder, 'models', 'tiny');
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function contentsOf(bundle: TinyBundle): Promise<BundleContents> {
  const { manifest, ...read } = await readBundle(async (name) => bundle.files[name]);
  const { files: _, variants: _variants, linear: _linear, ...head } = manifest;
  return { ...read, manifest: head, student: bundle.files['student.safetensors'] };
}

async function expectOnly(bundle: TinyBundle): Promise<void> {
  expect(await readdir(join(folder, 'models'))).toEqual(['tiny']);
  expect((await readBundleDirectory(target)).manifest).toEqual(bundle.manifest);
  expect((await readdir(target)).sort()).toEqual(Object.keys(bundle.files).sort());
}

describe('writing a bundle', () => {
  test('makes the folder and reads back', async () => {
    const manifest = await writeBundle(target, await contentsOf(first));
    expect(manifest).toEqual(first.manifest);
    await expectOnly(first);
  });

  test('twice gives the same bytes', async () => {
    await writeBundle(target, await contentsOf(first));
    await writeBundle(target, await contentsOf(first));
    for (const [name, bytes] of Object.entries(first.files)) {
      expect(new Uint8Array(await readFile(join(target, name)))).toEqual(bytes);
    }
  });

  test('replaces an older bundle and leaves nothing of it', async () => {
    await writeBundle(target, await contentsOf(first));
    await writeBundle(target, await contentsOf(second));
    await expectOnly(second);
  });

  test('takes variants and the teacher’s rows along, and leaves none of them behind', async () => {
    const options = { ...small, seed: 1, variant: 'plain', linearItemsPerFile: 10 };
    const rich = tinyBundle(options);
    const { variants, linear } = rich.manifest;
    const optional = {
      variants: variants!.map((about) => ({
        ...about,
        student: rich.files[`student-${about.name}.safetensors`]!,
        golden: parseGolden(rich.files[`golden-${about.name}.json`]!, rich.manifest),
      })),
      linear: {
        about: linear!,
        files: linear!.files.map((_, at) => rich.files[`linear-${at}.safetensors`]!),
      },
    };
    expect(await writeBundle(target, { ...(await contentsOf(rich)), ...optional })).toEqual(rich.manifest);
    await expectOnly(rich);
    await writeBundle(target, await contentsOf(first));
    await expectOnly(first);
  });

  test('after a kill while files were written clears what was left', async () => {
    await mkdir(join(folder, 'models', '.tiny.attar-new'), { recursive: true });
    await writeFile(join(folder, 'models', '.tiny.attar-new', 'student.safetensors'), 'half');
    await writeBundle(target, await contentsOf(first));
    await expectOnly(first);
  });

  test('after a kill between the two renames puts the old bundle back before anything can fail', async () => {
    await writeBundle(target, await contentsOf(first));
    await cp(target, join(folder, 'models', '.tiny.attar-new'), { recursive: true });
    await rename(target, join(folder, 'models', '.tiny.attar-old'));
    const broken = { ...(await contentsOf(second)), student: new Uint8Array(4) };
    await expect(writeBundle(target, broken)).rejects.toMatchObject({ code: 'bundle/format' });
    await expectOnly(first);
  });

  test('that no reader would take leaves the old bundle alone', async () => {
    await writeBundle(target, await contentsOf(first));
    const contents = await contentsOf(second);
    const broken = { ...contents, report: { ...contents.report, items: 1 } };
    await expect(writeBundle(target, broken)).rejects.toMatchObject({ code: 'bundle/format' });
    await expectOnly(first);
  });

  test('over a folder of something else is refused', async () => {
    await mkdir(target, { recursive: true });
    await writeFile(join(target, 'thesis.tex'), 'years of work');
    await expect(writeBundle(target, await contentsOf(first))).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('thesis.tex') as string,
    });
    expect(await readdir(target)).toEqual(['thesis.tex']);
  });
});

describe('reading a folder', () => {
  test('without a file says which', async () => {
    await writeBundle(target, await contentsOf(first));
    await rm(join(target, 'golden.json'));
    await expect(readBundleDirectory(target)).rejects.toMatchObject({
      code: 'data/missing',
      message: expect.stringContaining('golden.json') as string,
    });
  });

  test('with a file longer than declared stops before reading it', async () => {
    await writeBundle(target, await contentsOf(first));
    await writeFile(join(target, 'golden.json'), '{}'.padEnd(100_000));
    await expect(readBundleDirectory(target)).rejects.toMatchObject({ code: 'bundle/size' });
  });
});

import { describe, expect, test } from 'vitest';
import type { Manifest, Variant } from '../format/index.ts';
import { parseManifest } from '../format/index.ts';
import { tinyBundle } from '../format/tiny-bundle.ts';
import { chooseEdition, chooseFirst, thisDevice } from './variant.ts';

const { manifest: plain } = tinyBundle();
const MiB = 2 ** 20;

function variant(name: string, bytes: number): Variant {
  const entry = { bytes, sha256: 'a'.repeat(64) };
  const files = { 'student.safetensors': entry, 'golden.json': { ...entry, bytes: 10 } };
  return { name, description: name, architecture: { ...plain.architecture, sparseEntries: 0 }, files };
}

/** main has 20 MiB. */
const manifest: Manifest = {
  ...plain,
  files: { ...plain.files, 'student.safetensors': { bytes: 20 * MiB, sha256: 'b'.repeat(64) } },
  variants: [variant('large', 60 * MiB), variant('small', 4 * MiB)],
};
const parsed = (value: unknown): Manifest => parseManifest(new TextEncoder().encode(JSON.stringify(value)));

describe('a variant', () => {
  test('brings its own student, golden lists and architecture, and shares the rest', () => {
    const edition = chooseEdition(manifest, 'small', thisDevice());
    expect(edition.variant).toBe('small');
    expect(edition.manifest.architecture.sparseEntries).toBe(0);
    expect(edition.manifest.files['student.safetensors'].bytes).toBe(4 * MiB);
    expect(edition.manifest.files['catalogue.json']).toEqual(plain.files['catalogue.json']);
    expect(edition.path('student.safetensors')).toBe('student-small.safetensors');
    expect(edition.path('golden.json')).toBe('golden-small.json');
    expect(edition.path('catalogue.json')).toBe('catalogue.json');
  });

  test('that is not listed is refused by name, with the names there are', () => {
    expect(() => chooseEdition(manifest, 'huge', thisDevice())).toThrow(
      'variant "huge" is not in the manifest; expected auto or one of: main, large, small',
    );
  });

  test.each([
    // A 64th of the memory: 8 GiB hold 128 MiB, 2 GiB 32, 1 GiB 16.
    [8, false, 'large'],
    [2, false, 'main'],
    [1, false, 'small'],
    [0.25, false, 'small'],
    [8, true, 'small'],
  ])('for a device of %d GiB, saving data %s, is %s', (memory, saveData, name) => {
    expect(chooseEdition(manifest, 'auto', { memory, saveData }).variant).toBe(name);
  });

  test('that is there to be compared is taken by name alone', () => {
    const compared: Variant = { ...variant('compared', 30 * MiB), purpose: 'comparison' };
    const all = parsed({ ...manifest, variants: [compared] });
    expect(chooseEdition(all, 'auto', { memory: 8, saveData: false }).variant).toBe('main');
    expect(chooseEdition(all, 'compared', thisDevice()).variant).toBe('compared');
  });

  test('is not needed: without any, auto is the manifest’s own student', () => {
    const edition = chooseEdition(plain, 'auto', { memory: 0.25, saveData: true });
    expect(edition.variant).toBe('main');
    expect(edition.manifest).toBe(plain);
  });

  const device = { memory: 4, saveData: false };
  const firstOf = (asked: string, sharpen: string, also: object = {}) => {
    const edition = chooseFirst(manifest, chooseEdition(manifest, asked, device), sharpen, {
      ...device,
      ...also,
    });
    return [edition.variant, edition.sharper?.variant];
  };

  test.each([
    ['main', 'never', {}, ['main', undefined]],
    ['main', 'always', {}, ['small', 'main']],
    ['large', 'always', {}, ['small', 'large']],
    ['small', 'always', {}, ['small', undefined]],
    ['main', 'always', { saveData: true }, ['main', undefined]],
    // 16 MiB are 134.2 Mbit: a second of 134 Mbit/s, less than one of 135.
    ['main', 'slow', { downlink: 134 }, ['small', 'main']],
    ['main', 'slow', { downlink: 135 }, ['main', undefined]],
    ['main', 'slow', {}, ['main', undefined]],
  ])('on its way to %s, asked to sharpen %s on %j, is %j', (asked, sharpen, also, expected) => {
    expect(firstOf(asked, sharpen, also)).toEqual(expected);
  });

  test('that is there to be compared is on the way to none', () => {
    const compared: Variant = { ...variant('compared', 1), purpose: 'comparison' };
    const all = parsed({ ...manifest, variants: [compared] });
    expect(chooseFirst(all, chooseEdition(all, 'main', device), 'always', device).variant).toBe('main');
  });

  test('is read from a manifest, and refused there when its name is taken, twice there or leaves the folder', () => {
    expect(parsed(manifest).variants).toEqual(manifest.variants);
    for (const names of [['main'], ['auto'], ['small', 'small'], ['../up'], ['A'], ['']]) {
      const variants = names.map((name) => variant(name, 1));
      expect(() => parsed({ ...manifest, variants })).toThrow('manifest.json: field "variants');
    }
    expect(() => parsed({ ...manifest, variants: [variant('big', 2 ** 30 + 1)] })).toThrow(
      'variants.0.files',
    );
  });
});

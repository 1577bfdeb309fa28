import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAttarError } from '../core/errors.ts';
import { parseManifest } from './bundle.ts';
import { encodeBundle } from './encode-bundle.ts';
import type { BundleContents } from './encode-bundle.ts';
import { hasDuplicateKeys } from './json.ts';
import { readBundle } from './read-bundle.ts';
import type { Bundle } from './read-bundle.ts';
import type { BundleFile } from './schema.ts';
import { sha256 } from './sha256.ts';
import { tinyBundle } from './tiny-bundle.ts';

type Files = Record<BundleFile, Uint8Array>;

const tiny = tinyBundle({ items: 25, dim: 4, nnz: 3 });
const taught = tinyBundle({ items: 25, dim: 4, nnz: 3, linearItemsPerFile: 10 });
const coded = tinyBundle({
  items: 25,
  dim: 4,
  bits: 3,
  nnz: 3,
  storage: { sparseBits: 5, scaleBits: 8 },
});

function read(files: Files): Promise<Bundle> {
  return readBundle(async (name) => files[name]);
}

/** The tiny bundle with one field of a JSON file changed, and the manifest agreeing with the change. */
function withField(name: BundleFile, path: string, replacement: unknown): Files {
  const value = parse(tiny.files[name]);
  put(value, path, replacement);
  return withFile(name, text(value));
}

function withFile(name: BundleFile, bytes: Uint8Array, whole: Files = tiny.files): Files {
  const manifest = parse(whole['manifest.json']);
  if (name === 'manifest.json') return { ...whole, [name]: bytes };
  put(manifest, `files/${name}`, { bytes: bytes.length, sha256: sha256(bytes) });
  return { ...whole, [name]: bytes, 'manifest.json': text(manifest) };
}

/** Replaces the value at a path of a parsed file, such as `users.0.history.0`. */
function put(value: unknown, path: string, replacement: unknown): void {
  const keys = path.split('/');
  const last = keys.pop()!;
  const parent = keys.reduce((at, key) => (at as Record<string, unknown>)[key], value);
  (parent as Record<string, unknown>)[last] = replacement;
}

function parse(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
}

function text(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

async function contents(): Promise<BundleContents> {
  return { ...(await read(tiny.files)), student: tiny.files['student.safetensors'] };
}

describe('a bundle', () => {
  test('is read as it was made', async () => {
    const bundle = await read(tiny.files);
    expect(bundle.student).toEqual(tiny.student);
    expect(bundle.catalogue).toEqual(tiny.catalogue);
    expect(bundle.manifest).toEqual(tiny.manifest);
  });

  test('whose student is entropy coded is read as it was made', async () => {
    const bundle = await read(coded.files);
    expect(bundle.student).toEqual(coded.student);
    expect(bundle.manifest.architecture.bits).toBe(3);
  });

  test('has the same bytes whatever the order of keys', async () => {
    const given = await contents();
    const turned = Object.fromEntries(Object.entries(given.manifest).reverse()) as BundleContents['manifest'];
    expect(encodeBundle({ ...given, manifest: turned }).files).toEqual(tiny.files);
  });

  test('is refused with one byte less, or another byte, in any listed file', async () => {
    for (const name of Object.keys(tiny.manifest.files) as BundleFile[]) {
      const bytes = tiny.files[name];
      const flipped = bytes.slice();
      flipped[bytes.length >> 1]! ^= 1;
      await expect(read({ ...tiny.files, [name]: bytes.subarray(1) })).rejects.toMatchObject({
        code: 'bundle/size',
      });
      await expect(read({ ...tiny.files, [name]: flipped })).rejects.toMatchObject({ code: 'bundle/hash' });
    }
  });

  test.each<[string, BundleFile, string, unknown, RegExp]>([
    ['another format', 'manifest.json', 'format', 'other', /"format"/],
    [
      'a hash in capitals',
      'manifest.json',
      'files/report.json/sha256',
      'A'.repeat(64),
      /files\.report\.json\.sha256/,
    ],
    [
      'a size no device could hold',
      'manifest.json',
      'files/report.json/bytes',
      2 ** 50,
      /report\.json is said/,
    ],
    ['other dimensions', 'manifest.json', 'architecture/dim', 5, /architecture\.dim 5/],
    ['a short column', 'catalogue.json', 'years', [1999], /"years" has 1 items; expected 25/],
    ['an id given twice', 'catalogue.json', 'ids/3', '5', /1 ids stand more than once/],
    ['a title of the wrong type', 'catalogue.json', 'titles/3', 7, /titles\.3/],
    ['a wrong count of titles', 'catalogue.json', 'titles/3', null, /22 titles; expected 23/],
    ['an unknown tag', 'catalogue.json', 'tags/3', [99], /index 99/],
    ['a sample of an unknown item', 'samples.json', 'users/0/history/0', 25, /index 25/],
    ['a golden list without scores', 'golden.json', 'cases/0/scores', [], /10 items but 0 scores/],
    ['a report of another model', 'report.json', 'items', 24, /24 items; expected 25/],
  ])('with %s is refused', async (_, name, path, replacement, message) => {
    const code = 'bundle/format';
    const refused = { code, message: expect.stringMatching(message) as string };
    await expect(read(withField(name, path, replacement))).rejects.toMatchObject(refused);
  });

  test.each<[string, string, unknown, RegExp]>([
    ['a file too few', 'linear/files', [], /linear lists 0 files; expected 3/],
    ['lengths that fall', 'linear/knots', [4, 1], /linear\.knots/],
    ['a weight too many', 'linear/tables/0/weights', [1, 2, 3], /"short" has 3 weights; expected 2/],
    ['no rows a file', 'linear/itemsPerFile', 0, /linear\.itemsPerFile/],
  ])('whose teacher’s rows have %s is refused', (_, path, replacement, message) => {
    const value = parse(taught.files['manifest.json']);
    put(value, path, replacement);
    expect(() => parseManifest(text(value))).toThrow(message);
  });

  test('of a later version is refused as such', async () => {
    await expect(read(withField('manifest.json', 'version', 2))).rejects.toMatchObject({
      code: 'bundle/version',
      message: expect.stringContaining('version 2; this build reads version 1: update Attar') as string,
    });
  });

  test('that a reader would refuse is not encoded', async () => {
    const given = await contents();
    const catalogue = { ...given.catalogue, ids: given.catalogue.ids.slice(1) };
    expect(() => encodeBundle({ ...given, catalogue })).toThrow(/"ids" has 24 items/);
  });

  test('with random damage gives a typed error or the same model, and never hangs', async () => {
    const names = Object.keys(tiny.files) as BundleFile[];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.nat(),
        fc.nat(255),
        fc.constantFrom('flip', 'cut', 'insert', 'repair'),
        fc.constantFrom(tiny, coded),
        async (name, place, value, kind, { files: whole }) => {
          const files = damage(whole, name, place, value, kind);
          const bundle = await read(files).catch((fault: unknown) => {
            expect(isAttarError(fault)).toBe(true);
            return undefined;
          });
          expect(bundle?.student.items ?? 25).toBe(25);
        },
      ),
      { numRuns: 6000 },
    );
  });
});

test('duplicate keys are found at any depth and only inside one object', () => {
  expect(hasDuplicateKeys('{"a":1,"b":{"a":[{"a":1},{"a":2}]}}')).toBe(false);
  expect(hasDuplicateKeys('{"b":{"a":1, "\\u0061" : 2}}')).toBe(true);
  expect(hasDuplicateKeys('{"a":"\\"a\\":1","b":"{\\"a\\":1"}')).toBe(false);
});

/** 'repair' flips a byte and then makes the manifest agree, so that the damage reaches the parsers. */
function damage(whole: Files, name: BundleFile, place: number, value: number, kind: string): Files {
  const bytes = whole[name];
  const at = place % bytes.length;
  const changed =
    kind === 'cut' ? bytes.slice(0, at) : kind === 'insert' ? insert(bytes, at, value) : bytes.slice();
  if (kind === 'flip' || kind === 'repair') changed[at] = value;
  return kind === 'repair' ? withFile(name, changed, whole) : { ...whole, [name]: changed };
}

function insert(bytes: Uint8Array, at: number, value: number): Uint8Array {
  return Uint8Array.of(...bytes.subarray(0, at), value, ...bytes.subarray(at));
}

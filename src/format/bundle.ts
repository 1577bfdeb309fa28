import { AttarError } from '../core/errors.ts';
import type { HybridStudent } from '../core/hybrid.ts';
import { sha256Hex } from './hash.ts';
import { decodeHybrid } from './hybrid.ts';
import { fileFault } from './file-fault.ts';
import { checkIndices } from './indices.ts';
import { checkShape, MAX_JSON_BYTES, parseJson } from './json.ts';
import { BUNDLE_FILES, catalogueSchema, FORMAT_VERSION, manifestSchema } from './schema.ts';
import type { BundleFile, Catalogue, FileEntry, Manifest } from './schema.ts';
import { number, object, oneOf } from './shape.ts';

/** Largest manifest.json a reader takes, bytes. */
export const MAX_MANIFEST_BYTES = 2 ** 20;
/** Largest student.safetensors a reader takes, bytes. */
export const MAX_STUDENT_BYTES = 2 ** 30;

/** A file that the manifest vouches for. */
export type ListedFile = Exclude<BundleFile, 'manifest.json'>;

/** What every version of the format says of itself. */
const headShape = object({ format: oneOf('attar'), version: number });

/** manifest.json, checked. Throws `bundle/format`, or `bundle/version` for another format version. */
export function parseManifest(bytes: Uint8Array): Manifest {
  const name = BUNDLE_FILES.manifest;
  const value = parseJson(name, bytes, MAX_MANIFEST_BYTES);
  const { version } = checkShape(name, headShape, value);
  if (version !== FORMAT_VERSION) {
    throw new AttarError(
      'bundle/version',
      `${name}: format version ${version}; this build reads version ${FORMAT_VERSION}: ` +
        (version > FORMAT_VERSION ? 'update Attar' : 'publish the model again'),
    );
  }
  const manifest = checkShape(name, manifestSchema, value);
  for (const [file, { bytes: size }] of Object.entries(manifest.files)) {
    const cap = file === BUNDLE_FILES.student ? MAX_STUDENT_BYTES : MAX_JSON_BYTES;
    if (size > cap) throw fileFault(name, `${file} is said to have ${size} bytes; expected at most ${cap}`);
  }
  checkLinear(manifest);
  return manifest;
}

/** Throws unless the teacher's files hold each item once, and each table has a weight for each length. */
function checkLinear({ linear, counts }: Manifest): void {
  if (linear === undefined) return;
  const { files, itemsPerFile, knots, tables } = linear;
  const expected = Math.ceil(counts.items / itemsPerFile);
  if (files.length !== expected) {
    throw fileFault(BUNDLE_FILES.manifest, `linear lists ${files.length} files; expected ${expected}`);
  }
  const wrong = tables.find(({ weights }) => weights.length !== knots.length);
  if (wrong === undefined) return;
  const found = `table "${wrong.name}" has ${wrong.weights.length} weights`;
  throw fileFault(BUNDLE_FILES.manifest, `linear ${found}; expected ${knots.length}`);
}

/** Throws `bundle/size` or `bundle/hash` unless the bytes are the ones that the manifest lists. */
export async function verifyFile(name: string, bytes: Uint8Array, entry: FileEntry): Promise<void> {
  if (bytes.length !== entry.bytes) {
    throw new AttarError(
      'bundle/size',
      `${name}: expected ${entry.bytes} bytes, got ${bytes.length}; download it again`,
    );
  }
  const hash = await sha256Hex(bytes);
  if (hash !== entry.sha256) {
    throw new AttarError(
      'bundle/hash',
      `${name}: expected SHA-256 ${entry.sha256}, got ${hash}; the file was changed or damaged: download it again`,
    );
  }
}

/** student.safetensors, equal in every figure to what the manifest says of it. */
export function parseStudent(bytes: Uint8Array, manifest: Manifest): HybridStudent {
  const student = decodeHybrid(bytes);
  const { architecture, counts } = manifest;
  const pairs: readonly (readonly [string, number, number])[] = [
    ['counts.items', counts.items, student.items],
    ['architecture.dim', architecture.dim, student.dim],
    ['architecture.bits', architecture.bits, student.out.storedBits ?? student.out.bits],
    ['architecture.bits', architecture.bits, student.in.storedBits ?? student.in.bits],
    ['architecture.exponent', architecture.exponent, student.exponent],
    ['architecture.sparseEntries', architecture.sparseEntries, student.sparse.codes.length],
  ];
  for (const [field, said, found] of pairs) {
    if (said !== found)
      throw fileFault(BUNDLE_FILES.student, `${found} does not equal ${field} ${said} of the manifest`);
  }
  return student;
}

/** catalogue.json: columns of one length, unique ids, tags inside the tag list, `counts.listed` titles. */
export function parseCatalogue(bytes: Uint8Array, manifest: Manifest): Catalogue {
  const name = BUNDLE_FILES.catalogue;
  const catalogue = checkShape(name, catalogueSchema, parseJson(name, bytes));
  const { items, listed } = manifest.counts;
  for (const column of ['ids', 'titles', 'creators', 'years', 'tags', 'popularity'] as const) {
    const { length } = catalogue[column];
    if (length !== items) throw fileFault(name, `column "${column}" has ${length} items; expected ${items}`);
  }
  const distinct = new Set(catalogue.ids).size;
  if (distinct !== items) throw fileFault(name, `${items - distinct} ids stand more than once`);
  const titles = catalogue.titles.filter((title) => title !== null).length;
  if (titles !== listed) throw fileFault(name, `${titles} titles; expected ${listed}`);
  for (const tags of catalogue.tags) checkIndices(name, 'tags', tags, catalogue.tagNames.length);
  return catalogue;
}

import { parseCatalogue, parseManifest, parseStudent } from './bundle.ts';
import { checkShape } from './json.ts';
import { linearFileName } from './linear-file-name.ts';
import { parseGolden, parseLinearRows, parseReport, parseSamples } from './on-demand.ts';
import { goldenSchema, reportSchema, samplesSchema } from './on-demand-schema.ts';
import type { Golden, Report, Samples } from './on-demand-schema.ts';
import { BUNDLE_FILES, catalogueSchema, manifestSchema } from './schema.ts';
import type { BundleFile, Catalogue, FileEntry, LinearTeacher, Manifest, Variant } from './schema.ts';
import { sha256 } from './sha256.ts';
import { variantFileName, variantManifest } from './variant-files.ts';

/** A student that a page may load instead; its files' sizes and hashes are filled in. */
export interface VariantContents extends Omit<Variant, 'files'> {
  readonly student: Uint8Array;
  readonly golden: Golden;
}

/** The teacher's rows, as `encodeLinearRows` gives them, in the manifest's order. */
export interface LinearContents {
  readonly about: Omit<LinearTeacher, 'files'>;
  readonly files: readonly Uint8Array[];
}

/** Everything a bundle is made of; sizes and hashes are filled in. */
export interface BundleContents {
  readonly manifest: Omit<Manifest, 'files' | 'variants' | 'linear'>;
  /** student.safetensors, as `encodeHybrid` gives it. */
  readonly student: Uint8Array;
  readonly catalogue: Catalogue;
  readonly samples: Samples;
  readonly golden: Golden;
  readonly report: Report;
  readonly variants?: readonly VariantContents[];
  readonly linear?: LinearContents;
}

export interface EncodedBundle {
  readonly manifest: Manifest;
  /** By name in the folder; those of variants and of the teacher's rows are there where the manifest lists them. */
  readonly files: Readonly<Record<BundleFile, Uint8Array>> & Readonly<Record<string, Uint8Array>>;
}

/**
 * The bytes of every file: equal contents give equal bytes, because keys come in the schema's order
 * (records by key) and nothing names a time or a place. Whatever a reader would refuse is refused here.
 */
export function encodeBundle(contents: BundleContents): EncodedBundle {
  const { student } = contents;
  const catalogue = compact(checkShape(BUNDLE_FILES.catalogue, catalogueSchema, contents.catalogue));
  const samples = compact(checkShape(BUNDLE_FILES.samples, samplesSchema, contents.samples));
  const golden = compact(checkShape(BUNDLE_FILES.golden, goldenSchema, contents.golden));
  const report = readable(sortRecords(checkShape(BUNDLE_FILES.report, reportSchema, contents.report)));
  const { variants, linear } = contents;
  const others = (variants ?? []).map(encodeVariant);
  const manifest = checkShape(BUNDLE_FILES.manifest, manifestSchema, {
    ...contents.manifest,
    files: {
      'student.safetensors': entryOf(student),
      'catalogue.json': entryOf(catalogue),
      'samples.json': entryOf(samples),
      'golden.json': entryOf(golden),
      'report.json': entryOf(report),
    },
    variants: variants && others.map(({ entry }) => entry),
    linear: linear && { ...linear.about, files: linear.files.map(entryOf) },
  });
  const head = readable(manifest);
  parseManifest(head);
  parseStudent(student, manifest);
  parseCatalogue(catalogue, manifest);
  parseSamples(samples, manifest);
  parseGolden(golden, manifest);
  parseReport(report, manifest);
  for (const { entry, student: bytes, golden: cases } of others) {
    const alone = variantManifest(manifest, entry);
    parseStudent(bytes, alone);
    parseGolden(cases, alone);
  }
  linear?.files.forEach((bytes, file) => parseLinearRows(bytes, file, manifest));
  return {
    manifest,
    files: {
      ...Object.fromEntries(others.flatMap(namedFiles)),
      ...Object.fromEntries((linear?.files ?? []).map((bytes, file) => [linearFileName(file), bytes])),
      'manifest.json': head,
      'student.safetensors': student,
      'catalogue.json': catalogue,
      'samples.json': samples,
      'golden.json': golden,
      'report.json': report,
    },
  };
}

interface EncodedVariant {
  readonly entry: Variant;
  readonly student: Uint8Array;
  readonly golden: Uint8Array;
}

function encodeVariant({ student, golden, ...about }: VariantContents): EncodedVariant {
  const cases = compact(checkShape(BUNDLE_FILES.golden, goldenSchema, golden));
  const files = { 'student.safetensors': entryOf(student), 'golden.json': entryOf(cases) };
  return { entry: { ...about, files }, student, golden: cases };
}

function namedFiles({ entry, student, golden }: EncodedVariant): [string, Uint8Array][] {
  return [
    [variantFileName(BUNDLE_FILES.student, entry.name), student],
    [variantFileName(BUNDLE_FILES.golden, entry.name), golden],
  ];
}

function entryOf(bytes: Uint8Array): FileEntry {
  return { bytes: bytes.length, sha256: sha256(bytes) };
}

function sortRecords(report: Report): Report {
  return {
    ...report,
    tensors: sorted(report.tensors),
    teacher: { ...report.teacher, hyperparameters: sorted(report.teacher.hyperparameters) },
    recipe: sorted(report.recipe),
  };
}

function sorted<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** For files that only programs read. */
function compact(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

/** For files that people read, too. */
function readable(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}

import { parseCatalogue, parseManifest, parseStudent } from './bundle.ts';
import { parseGolden, parseReport, parseSamples } from './on-demand.ts';
import { checkShape } from './json.ts';
import { BUNDLE_FILES, catalogueSchema, manifestSchema } from './schema.ts';
import { goldenSchema, reportSchema, samplesSchema } from './on-demand-schema.ts';
import type { BundleFile, Catalogue, FileEntry, Manifest } from './schema.ts';
import type { Golden, Report, Samples } from './on-demand-schema.ts';
import { sha256 } from './sha256.ts';

/** Everything a bundle is made of; sizes and hashes are filled in. */
export interface BundleContents {
  readonly manifest: Omit<Manifest, 'files'>;
  /** student.safetensors, as `encodeHybrid` gives it. */
  readonly student: Uint8Array;
  readonly catalogue: Catalogue;
  readonly samples: Samples;
  readonly golden: Golden;
  readonly report: Report;
}

export interface EncodedBundle {
  readonly manifest: Manifest;
  readonly files: Readonly<Record<BundleFile, Uint8Array>>;
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
  const manifest = checkShape(BUNDLE_FILES.manifest, manifestSchema, {
    ...contents.manifest,
    files: {
      'student.safetensors': entryOf(student),
      'catalogue.json': entryOf(catalogue),
      'samples.json': entryOf(samples),
      'golden.json': entryOf(golden),
      'report.json': entryOf(report),
    },
  });
  const head = readable(manifest);
  parseManifest(head);
  parseStudent(student, manifest);
  parseCatalogue(catalogue, manifest);
  parseSamples(samples, manifest);
  parseGolden(golden, manifest);
  parseReport(report, manifest);
  return {
    manifest,
    files: {
      'manifest.json': head,
      'student.safetensors': student,
      'catalogue.json': catalogue,
      'samples.json': samples,
      'golden.json': golden,
      'report.json': report,
    },
  };
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

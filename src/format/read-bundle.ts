import type { HybridStudent } from '../core/hybrid.ts';
import { MAX_MANIFEST_BYTES, parseCatalogue, parseManifest, parseStudent, verifyFile } from './bundle.ts';
import { parseGolden, parseReport, parseSamples } from './on-demand.ts';
import type { ListedFile } from './bundle.ts';
import { BUNDLE_FILES } from './schema.ts';
import type { BundleFile, Catalogue, Manifest } from './schema.ts';
import type { Golden, Report, Samples } from './on-demand-schema.ts';

/** A whole bundle, read and checked. */
export interface Bundle {
  readonly manifest: Manifest;
  readonly student: HybridStudent;
  readonly catalogue: Catalogue;
  readonly samples: Samples;
  readonly golden: Golden;
  readonly report: Report;
}

/** Gives the bytes of one file; must not read past `limit` + 1 bytes. */
export type FileGetter = (name: BundleFile, limit: number) => Promise<Uint8Array>;

/** Reads and checks all six files, wherever they come from. Throws `bundle/…` at the first fault. */
export async function readBundle(getFile: FileGetter): Promise<Bundle> {
  const manifest = parseManifest(await getFile(BUNDLE_FILES.manifest, MAX_MANIFEST_BYTES));
  const verified = async (name: ListedFile): Promise<Uint8Array> => {
    const entry = manifest.files[name];
    const bytes = await getFile(name, entry.bytes);
    await verifyFile(name, bytes, entry);
    return bytes;
  };
  return {
    manifest,
    student: parseStudent(await verified(BUNDLE_FILES.student), manifest),
    catalogue: parseCatalogue(await verified(BUNDLE_FILES.catalogue), manifest),
    samples: parseSamples(await verified(BUNDLE_FILES.samples), manifest),
    golden: parseGolden(await verified(BUNDLE_FILES.golden), manifest),
    report: parseReport(await verified(BUNDLE_FILES.report), manifest),
  };
}

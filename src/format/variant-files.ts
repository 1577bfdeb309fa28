import type { Manifest, Variant } from './schema.ts';

/** `student-small.safetensors`: name in the folder of a variant's own file. */
export function variantFileName(file: string, variant: string): string {
  return file.replace('.', `-${variant}.`);
}

/** The manifest as if the variant were the model's only student. */
export function variantManifest(manifest: Manifest, { architecture, files }: Variant): Manifest {
  return { ...manifest, architecture, files: { ...manifest.files, ...files } };
}

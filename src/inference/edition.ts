import type { ListedFile, Manifest } from '../format/index.ts';

/** One student of a model: the manifest as if there were no other, and where its files lie. */
export interface Edition {
  readonly manifest: Manifest;
  /** `main`, or a variant's name. */
  readonly variant: string;
  /** File name in the folder. */
  path(file: ListedFile): string;
  /** The one that was asked for, where this one only answers until it has come. */
  readonly sharper?: Edition;
}

/** The manifest's own student. */
export function mainEdition(manifest: Manifest): Edition {
  return { manifest, variant: 'main', path: (file) => file };
}

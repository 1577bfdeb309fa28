import type { BundleFile } from '../format/schema.ts';

/** Waits for the page's word on a file: what to call once it is needed no longer, or undefined where it is not cleared. */
export type FindCleared = (name: string) => Promise<(() => void) | undefined>;

/** The page of a worker that loads for it. */
export interface PageSide {
  /** The bytes of the manifest that the page has asked for, if that comes to something; undefined: it has not. */
  readonly manifest: Promise<Uint8Array | undefined> | undefined;
  /** Files of which it says whether they are stored or somebody is at them already, or whether it holds their locks. */
  readonly toDownload: readonly BundleFile[];
  readonly isCleared: FindCleared;
  /** Told of catalogue.json once it is checked: the page reads its own copy, when it needs one. */
  readonly onCatalogue: (bytes: Uint8Array) => void;
}

import { AttarError } from '../core/errors.ts';
import { variantFileName, variantManifest } from '../format/variant-files.ts';
import type { Manifest, Variant } from '../format/index.ts';
import { mainEdition } from './edition.ts';
import type { Edition } from './edition.ts';

/** What the choice of a variant goes by. */
export interface Device {
  /** Memory, GiB, as browsers round it; they say at most 8. */
  readonly memory: number;
  /** The visitor has asked for less data. */
  readonly saveData: boolean;
}

/** A model may take this part of a device's memory: 8 GiB hold 128 MiB of student, 1 GiB holds 16. */
const SHARE_OF_MEMORY = 1 / 64;

/** What a browser that does not say is taken for: an ordinary phone. */
const UNKNOWN_MEMORY = 4;

/** What some browsers say of the device, beside the standard's `Navigator`. */
interface Hints {
  readonly deviceMemory?: number;
  readonly connection?: { readonly saveData?: boolean };
}

/** The device that runs this. Only Chromium says; elsewhere an ordinary one is assumed. */
export function thisDevice(): Device {
  const navigator = globalThis.navigator as Hints | undefined;
  return {
    memory: navigator?.deviceMemory ?? UNKNOWN_MEMORY,
    saveData: navigator?.connection?.saveData ?? false,
  };
}

/** The student that a page asked for. Throws `request/invalid` for a name that the manifest does not list. */
export function chooseEdition(manifest: Manifest, asked: string, device: Device): Edition {
  const variants = manifest.variants ?? [];
  if (asked === 'auto') return largestThatFits(manifest, device);
  if (asked === 'main') return mainEdition(manifest);
  const found = variants.find(({ name }) => name === asked);
  if (found !== undefined) return editionOf(manifest, found);
  const names = ['main', ...variants.map(({ name }) => name)].join(', ');
  throw new AttarError(
    'request/invalid',
    `variant "${asked}" is not in the manifest; expected auto or one of: ${names}`,
  );
}

function largestThatFits(manifest: Manifest, { memory, saveData }: Device): Edition {
  const bytes = (edition: Edition): number => edition.manifest.files['student.safetensors'].bytes;
  const editions = [mainEdition(manifest)];
  for (const variant of manifest.variants ?? []) {
    if (variant.purpose !== 'comparison') editions.push(editionOf(manifest, variant));
  }
  editions.sort((a, b) => bytes(a) - bytes(b));
  const room = saveData ? 0 : memory * 2 ** 30 * SHARE_OF_MEMORY;
  return editions.findLast((edition) => bytes(edition) <= room) ?? editions[0]!;
}

function editionOf(manifest: Manifest, variant: Variant): Edition {
  const { name, files } = variant;
  return {
    manifest: variantManifest(manifest, variant),
    variant: name,
    path: (file) => (file in files ? variantFileName(file, name) : file),
  };
}

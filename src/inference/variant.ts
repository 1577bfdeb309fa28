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
  /** What the link brings, Mbit/s, as the browser estimates it; absent where it does not say. */
  readonly downlink?: number | undefined;
}

/** A model may take this part of a device's memory: 8 GiB hold 128 MiB of student, 1 GiB holds 16. */
const SHARE_OF_MEMORY = 1 / 64;

/** What a browser that does not say is taken for: an ordinary phone. */
const UNKNOWN_MEMORY = 4;

/** What some browsers say of the device, beside the standard's `Navigator`. */
interface Hints {
  readonly deviceMemory?: number;
  readonly connection?: { readonly saveData?: boolean; readonly downlink?: number };
}

/** The device that runs this. Only Chromium says; elsewhere an ordinary one is assumed. */
export function thisDevice(): Device {
  const navigator = globalThis.navigator as Hints | undefined;
  return {
    memory: navigator?.deviceMemory ?? UNKNOWN_MEMORY,
    saveData: navigator?.connection?.saveData ?? false,
    downlink: navigator?.connection?.downlink,
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

/** Seconds that a first list has to come earlier before a slow link is worth more bytes. */
const WORTH = 1;

/**
 * The student of the first lists: the smallest, on its way to the one asked for; or that one at once, where `sharpen`,
 * the link or the visitor's wish for less data says so, or nothing is smaller. Throws `request/invalid` for
 * a `sharpen` that is not known.
 */
export function chooseFirst(
  manifest: Manifest,
  asked: Edition,
  sharpen: string,
  { saveData, downlink = Number.POSITIVE_INFINITY }: Device,
): Edition {
  if (!['never', 'slow', 'always'].includes(sharpen)) {
    const message = `sharpen "${sharpen}" is not known; expected never, slow or always`;
    throw new AttarError('request/invalid', message);
  }
  const [smallest] = smallestFirst(manifest);
  const saved = bytesOf(asked) - bytesOf(smallest!);
  const pays = sharpen === 'always' || (sharpen === 'slow' && (8e-6 * saved) / downlink >= WORTH);
  return pays && saved > 0 && !saveData ? { ...smallest!, sharper: asked } : asked;
}

function largestThatFits(manifest: Manifest, { memory, saveData }: Device): Edition {
  const editions = smallestFirst(manifest);
  const room = saveData ? 0 : memory * 2 ** 30 * SHARE_OF_MEMORY;
  return editions.findLast((edition) => bytesOf(edition) <= room) ?? editions[0]!;
}

/** Students to choose from by themselves, those for comparison left out. */
function smallestFirst(manifest: Manifest): Edition[] {
  const editions = [mainEdition(manifest)];
  for (const variant of manifest.variants ?? []) {
    if (variant.purpose !== 'comparison') editions.push(editionOf(manifest, variant));
  }
  return editions.sort((a, b) => bytesOf(a) - bytesOf(b));
}

function bytesOf({ manifest }: Edition): number {
  return manifest.files['student.safetensors'].bytes;
}

function editionOf(manifest: Manifest, variant: Variant): Edition {
  const { name, files } = variant;
  return {
    manifest: variantManifest(manifest, variant),
    variant: name,
    path: (file) => (file in files ? variantFileName(file, name) : file),
  };
}

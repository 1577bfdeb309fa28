import type { BundleFile } from '../../format/schema.ts';
import { aloneIfFree } from '../cache/locks.ts';
import { fileAddress, MODEL_CACHE, partAddress } from '../cache/stored-names.ts';
import { endOf } from '../end-of.ts';
import type { Host } from './protocol.ts';

/** Who is told, and what of. */
export interface Clearing {
  readonly host: Pick<Host, 'clear'>;
  readonly files: readonly BundleFile[];
  /** Whether the worker stores files, so that they may be stored already. */
  readonly isCached: boolean;
  /** Ends everything. */
  readonly signal: AbortSignal;
}

/**
 * Finds out, while the worker starts, which files it has to download, and tells it, so that it asks for them at once. Of
 * those that are not stored, and that no other tab is at, the page holds the lock, as the worker would, until it is
 * done with them. Nothing is believed of the manifest here.
 */
export function clearAhead(manifest: Uint8Array | undefined, clearing: Clearing): void {
  const hashes = hashesOf(manifest);
  for (const file of clearing.files) void clearFile(clearing, file, hashes[file]?.sha256);
}

async function clearFile(
  { host, isCached, signal }: Clearing,
  file: BundleFile,
  sha256: string | undefined,
): Promise<void> {
  if (!isCached || sha256 === undefined) return void host.clear(file, sha256 !== undefined);
  await aloneIfFree(sha256, async (isAlone) => {
    const isMissing = isAlone && !(await isStored(sha256));
    const done = host.clear(file, isMissing);
    if (isMissing) await Promise.race([done, endOf(signal)]).catch(() => undefined);
  });
}

/** Whether the device has the file, or the beginning of it. */
async function isStored(sha256: string): Promise<boolean> {
  try {
    const addresses = [fileAddress(sha256), partAddress(sha256)];
    const found = await Promise.all(
      addresses.map((address) => globalThis.caches.match(address, { cacheName: MODEL_CACHE })),
    );
    return found.some((response) => response !== undefined);
  } catch {
    return false;
  }
}

/** What the manifest says, if it can be read at all. */
function hashesOf(manifest: Uint8Array | undefined): Partial<Record<string, { readonly sha256: string }>> {
  try {
    const { files } = JSON.parse(new TextDecoder().decode(manifest)) as { files?: never };
    return files ?? {};
  } catch {
    return {};
  }
}

import type { BundleFile } from '../../format/schema.ts';

/** Its own word: the page has no other use for the code of the format. */
const MANIFEST: BundleFile = 'manifest.json';

/** Bytes at which reading stops: one more than the loader takes of a manifest. */
const LIMIT = 2 ** 20 + 1;

/**
 * The manifest's bytes, asked for by the page while its worker starts. Undefined where they cannot be had: the worker
 * then asks itself, and tells the fault. Nothing is believed of them here.
 */
export async function fetchManifest(
  folder: string,
  fetch = globalThis.fetch,
  signal: AbortSignal,
): Promise<Uint8Array | undefined> {
  try {
    const { ok, headers, body } = await fetch(new URL(MANIFEST, folder), { signal, cache: 'no-cache' });
    if (!ok || headers.get('content-type')?.includes('text/html')) return undefined;
    const reader = body!.getReader();
    const bytes = new Uint8Array(LIMIT);
    let length = 0;
    while (length < LIMIT) {
      const { value } = await reader.read();
      if (value === undefined) break;
      bytes.set(value.subarray(0, LIMIT - length), length);
      length += value.length;
    }
    void reader.cancel();
    return bytes.slice(0, length);
  } catch {
    return undefined;
  }
}

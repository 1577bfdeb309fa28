import { addressOf } from './address.ts';
import type { ModelFiles } from './load-options.ts';

/** A `fetch` that answers with files at hand and asks nobody; what is not among them is a 404. */
export function fetchFromFiles(folder: URL, files: ModelFiles): typeof globalThis.fetch {
  return (input) => {
    const address = addressOf(input);
    const path = address.startsWith(folder.href) ? address.slice(folder.href.length) : address;
    const bytes = Object.hasOwn(files, path) ? files[path] : undefined;
    if (bytes !== undefined) return Promise.resolve(new Response(bytes as Uint8Array<ArrayBuffer>));
    const statusText = 'it is not among the files given';
    return Promise.resolve(new Response(null, { status: 404, statusText }));
  };
}

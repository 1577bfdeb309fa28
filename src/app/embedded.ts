import type { ModelFiles } from '../inference/index.ts';

/**
 * Files that the page carries inside: base64 of gzip in script elements that no browser runs. Only a page made by
 * `scripts/single-file.ts` has any.
 */
const BLOCKS = 'script[type="application/gzip"][data-file]';

/** Whether the page carries files of the folder at a relative address such as `./models/books/`. */
export function carries(address: string): boolean {
  return blocksBelow(address).length > 0;
}

/** Whether the page carries the model at a relative address, but not its files whose names begin so. */
export function leavesOut(address: string, beginning: string): boolean {
  return carries(address) && !carries(address + beginning);
}

/** The files below a relative address that the page carries, by their path below it; undefined where there are none. */
export async function embeddedFiles(address: string): Promise<ModelFiles | undefined> {
  const blocks = blocksBelow(address);
  if (blocks.length === 0) return undefined;
  const files = blocks.map(async ({ path, text }) => [path, await unpack(text)] as const);
  return Object.fromEntries(await Promise.all(files));
}

function blocksBelow(address: string): { readonly path: string; readonly text: string }[] {
  const { document } = globalThis as Partial<typeof globalThis>;
  const folder = address.replace(/^\.\//, '');
  return [...(document?.querySelectorAll<HTMLScriptElement>(BLOCKS) ?? [])].flatMap(({ dataset, text }) =>
    dataset.file?.startsWith(folder) ? [{ path: dataset.file.slice(folder.length), text }] : [],
  );
}

async function unpack(base64: string): Promise<Uint8Array> {
  const text = atob(base64);
  const packed = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) packed[at] = text.charCodeAt(at);
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(unpacked).arrayBuffer());
}

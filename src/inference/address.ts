import { AttarError } from '../core/errors.ts';

/** What a call of `fetch` asks for. */
export function addressOf(input: RequestInfo | URL): string {
  return input instanceof Request ? input.url : String(input);
}

/** The model's folder as an absolute address that ends in a slash, so that file names resolve inside it. */
export function modelFolder(address: string): URL {
  const scope: { document?: { baseURI: string }; location?: { href: string } } = globalThis;
  let folder: URL;
  try {
    folder = new URL(address, scope.document?.baseURI ?? scope.location?.href);
  } catch (cause) {
    throw new AttarError(
      'request/invalid',
      `"${address}" is not an address; give the model's folder, such as ./models/movies/`,
      {
        cause,
      },
    );
  }
  if (folder.pathname.endsWith('/manifest.json'))
    folder.pathname = folder.pathname.slice(0, -'manifest.json'.length);
  if (!folder.pathname.endsWith('/')) folder.pathname += '/';
  return folder;
}

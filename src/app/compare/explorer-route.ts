/** Where the explorer stands. */
export type ExplorerRoute =
  | {
      readonly view: 'readers';
      /** Id of the chosen sample user; null: the one on whom both models differ most. */
      readonly reader: string | null;
    }
  | { readonly view: 'curve' | 'device' };

const ROOT = '#explorer';
const READER = `${ROOT}/reader/`;

/** The part of an address from `#` on → where the explorer stands; null when it is closed. */
export function parseRoute(hash: string): ExplorerRoute | null {
  if (hash === `${ROOT}/curve`) return { view: 'curve' };
  if (hash === `${ROOT}/device`) return { view: 'device' };
  if (hash.startsWith(READER)) return { view: 'readers', reader: decode(hash.slice(READER.length)) };
  return hash === ROOT ? { view: 'readers', reader: null } : null;
}

/** The reverse of `parseRoute`. */
export function hashOf(route: ExplorerRoute): string {
  if (route.view !== 'readers') return `${ROOT}/${route.view}`;
  return route.reader === null ? ROOT : READER + encodeURIComponent(route.reader);
}

/** A link that was cut in the middle of a character opens the explorer all the same. */
function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

import { isModelName } from '../models.ts';
import type { ModelName } from '../models.ts';
import type { Shelf } from './shelf.ts';

/** A shelf as it comes out of a link or a file: of a model of this page, its lists not checked yet. */
export interface UncheckedShelf {
  readonly model: ModelName;
  readonly lists: unknown;
}

/**
 * `#shelf=books&likes=1,2&dislikes=3`: browsers send no server what stands behind the `#`. What is hidden or
 * seen is nobody's business and stays out.
 */
export function shelfFragment(model: ModelName, { likes, dislikes }: Shelf): string {
  const list = (name: string, ids: readonly string[]) =>
    ids.length === 0 ? '' : `&${name}=${ids.map(encodeURIComponent).join(',')}`;
  return `#shelf=${model}${list('likes', likes)}${list('dislikes', dislikes)}`;
}

/** The shelf of a link's fragment; null where the fragment is of another kind or damaged. */
export function readShelfFragment(fragment: string): UncheckedShelf | null {
  if (!fragment.startsWith('#shelf=')) return null;
  const [[, model], ...fields] = fragment.slice(1).split('&').map(splitOnce);
  if (!isModelName(model)) return null;
  try {
    const lists = fields.map(([name, ids]) => [name, ids.split(',').map(decodeURIComponent)]);
    return { model, lists: Object.fromEntries(lists) };
  } catch {
    return null;
  }
}

/** The shelf of an exported document; null where it is none. Entries are ids, or ids with titles. */
export function readShelfDocument(text: string): UncheckedShelf | null {
  const document = parseJson(text);
  if (typeof document !== 'object' || document === null) return null;
  const { model, ...lists } = Object.fromEntries<unknown>(Object.entries(document));
  if (!isModelName(model)) return null;
  const idsOf = ([name, list]: [string, unknown]) => [name, Array.isArray(list) ? list.map(idOf) : []];
  return { model, lists: Object.fromEntries(Object.entries(lists).map(idsOf)) };
}

function idOf(entry: unknown): unknown {
  return typeof entry === 'object' && entry !== null && 'id' in entry ? entry.id : entry;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function splitOnce(field: string): [name: string, value: string] {
  const at = field.indexOf('=');
  return at < 0 ? [field, ''] : [field.slice(0, at), field.slice(at + 1)];
}

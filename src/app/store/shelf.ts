/** What a reader has said so far: item ids, oldest first. No id stands twice. */
export interface Shelf {
  readonly likes: readonly string[];
  /** Not for me: counts against what is alike. */
  readonly dislikes: readonly string[];
  /** Not interested: left out, and says nothing about taste. */
  readonly hidden: readonly string[];
  /** Read or seen already: left out, and says nothing about taste. */
  readonly seen: readonly string[];
}

export type ShelfList = keyof Shelf;

export const EMPTY_SHELF: Shelf = { likes: [], dislikes: [], hidden: [], seen: [] };

/** In the order of precedence: what is liked is never also seen. */
export const SHELF_LISTS: readonly ShelfList[] = ['likes', 'dislikes', 'hidden', 'seen'];

/** The shelf without an item. */
export function removeItem(shelf: Shelf, id: string): Shelf {
  return mapLists((list) => shelf[list].filter((other) => other !== id));
}

/** The shelf with an item in one of its lists, last, and in no other. One that is there keeps its place. */
export function putItem(shelf: Shelf, list: ShelfList, id: string): Shelf {
  if (shelf[list].includes(id)) return shelf;
  const rest = removeItem(shelf, id);
  return { ...rest, [list]: [...rest[list], id] };
}

/** Both shelves in one; an item that stands in both stays where the first has it. */
export function joinShelves(first: Shelf, second: Shelf): Shelf {
  const known = new Set(SHELF_LISTS.flatMap((list) => first[list]));
  return mapLists((list) => [...first[list], ...second[list].filter((id) => !known.has(id))]);
}

export function isEmptyShelf(shelf: Shelf): boolean {
  return SHELF_LISTS.every((list) => shelf[list].length === 0);
}

/**
 * A shelf out of storage, a link or a file, whatever stands there: a shelf of an older page, of a hand-edited
 * database or of an older model must never keep the page from opening. Ids the catalogue lacks are left out.
 */
export function parseShelf(value: unknown, isKnown: (id: string) => boolean): Shelf {
  if (typeof value !== 'object' || value === null) return EMPTY_SHELF;
  const kept = new Map(Object.entries(value));
  const met = new Set<string>();
  return mapLists((list) => {
    const ids: unknown = kept.get(list);
    if (!Array.isArray(ids)) return [];
    return ids.filter((id): id is string => {
      if (typeof id !== 'string' || met.has(id) || !isKnown(id)) return false;
      met.add(id);
      return true;
    });
  });
}

function mapLists(idsOf: (list: ShelfList) => readonly string[]): Shelf {
  const [likes, dislikes, hidden, seen] = SHELF_LISTS.map(idsOf);
  return { likes, dislikes, hidden, seen };
}

/** What a reader has said so far: item ids, oldest first. No id is in both lists. */
export interface Shelf {
  readonly likes: readonly string[];
  readonly dislikes: readonly string[];
}

export const EMPTY_SHELF: Shelf = { likes: [], dislikes: [] };

/** The shelf without an item. */
export function removeItem(shelf: Shelf, id: string): Shelf {
  return {
    likes: shelf.likes.filter((liked) => liked !== id),
    dislikes: shelf.dislikes.filter((disliked) => disliked !== id),
  };
}

/** The shelf with an item liked; it is no longer disliked. An item liked already keeps its place. */
export function likeItem(shelf: Shelf, id: string): Shelf {
  if (shelf.likes.includes(id)) return shelf;
  const rest = removeItem(shelf, id);
  return { ...rest, likes: [...rest.likes, id] };
}

/** The shelf with an item disliked; it is no longer liked. */
export function dislikeItem(shelf: Shelf, id: string): Shelf {
  if (shelf.dislikes.includes(id)) return shelf;
  const rest = removeItem(shelf, id);
  return { ...rest, dislikes: [...rest.dislikes, id] };
}

export function isEmptyShelf(shelf: Shelf): boolean {
  return shelf.likes.length === 0 && shelf.dislikes.length === 0;
}

/**
 * A shelf out of storage, whatever stands there: a shelf of an older page, of a hand-edited database
 * or of an older model must never keep the page from opening. Ids the catalogue lacks are left out.
 */
export function parseShelf(value: unknown, isKnown: (id: string) => boolean): Shelf {
  if (typeof value !== 'object' || value === null) return EMPTY_SHELF;
  const read = (list: unknown) =>
    Array.isArray(list) ? list.filter((id): id is string => typeof id === 'string' && isKnown(id)) : [];
  const likes = new Set(read('likes' in value ? value.likes : []));
  const dislikes = new Set(read('dislikes' in value ? value.dislikes : []));
  return { likes: [...likes], dislikes: [...dislikes].filter((id) => !likes.has(id)) };
}

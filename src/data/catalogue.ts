import type { Catalogue } from '../core/catalogue.ts';

/** What a data set says about one item. */
export interface ItemFacts {
  readonly title: string;
  readonly creators: readonly string[];
  readonly year: number | null;
  /** Most telling first. */
  readonly tags: readonly string[];
}

/** The columns of the catalogue; an item without facts has no title and is never recommended. */
export function buildCatalogue(
  itemIds: readonly string[],
  facts: ReadonlyMap<number, ItemFacts>,
  popularity: Uint32Array,
): Catalogue {
  const of = itemIds.map((id) => facts.get(Number(id)));
  const tagNames = namesByUse(of.flatMap((item) => item?.tags ?? []));
  const position = new Map(tagNames.map((name, p) => [name, p]));
  return {
    ids: [...itemIds],
    titles: of.map((item) => item?.title ?? null),
    creators: of.map((item) => [...(item?.creators ?? [])]),
    years: of.map((item) => item?.year ?? null),
    tagNames,
    tags: of.map((item) => (item?.tags ?? []).map((tag) => position.get(tag)!)),
    popularity: Array.from(popularity),
  };
}

/** Each name once, the most used first: small positions for frequent tags make a smaller file. */
function namesByUse(names: readonly string[]): string[] {
  const uses = new Map<string, number>();
  for (const name of names) uses.set(name, (uses.get(name) ?? 0) + 1);
  return [...uses.keys()].sort((a, b) => uses.get(b)! - uses.get(a)! || (a < b ? -1 : 1));
}

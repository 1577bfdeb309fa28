import type { CatalogueFilter, RecommendRequest } from '../../inference/index.ts';
import type { Shelf } from './shelf.ts';

/** How a reader bends the list away from the pure ranking. */
export interface Tuning {
  /** Only items with at least one of these tags; empty: all. */
  readonly tags: readonly string[];
  /** Only items of this creator. */
  readonly creator: string | null;
  readonly yearFrom: number | null;
  readonly yearTo: number | null;
  /** 0 (by score alone) … 1 */
  readonly diversity: number;
  /** −1 (what few know) … 1 (what many know) */
  readonly popularity: number;
}

export const NEUTRAL: Tuning = {
  tags: [],
  creator: null,
  yearFrom: null,
  yearTo: null,
  diversity: 0,
  popularity: 0,
};

/** What can be bent, each with a cost of its own. */
export type TuningPart = 'filter' | 'diversity' | 'popularity';

const FIELDS: Readonly<Record<TuningPart, readonly (keyof Tuning)[]>> = {
  filter: ['tags', 'creator', 'yearFrom', 'yearTo'],
  diversity: ['diversity'],
  popularity: ['popularity'],
};

/** Recommendations asked for and shown. */
export const LIST_LENGTH = 20;

/** The parts that are not neutral. */
export function bentParts(tuning: Tuning): TuningPart[] {
  const parts: readonly TuningPart[] = ['filter', 'diversity', 'popularity'];
  const isBent = (field: keyof Tuning): boolean =>
    field === 'tags' ? tuning.tags.length > 0 : tuning[field] !== NEUTRAL[field];
  return parts.filter((part) => FIELDS[part].some(isBent));
}

/** Neutral but for one part. */
export function partAlone(tuning: Tuning, part: TuningPart): Tuning {
  return { ...NEUTRAL, ...Object.fromEntries(FIELDS[part].map((field) => [field, tuning[field]])) };
}

/** The tuning with a change in it; of two years that cross, the one not touched follows. */
export function changeTuning(before: Tuning, change: Partial<Tuning>): Tuning {
  const tuning = { ...before, ...change };
  const { yearFrom, yearTo } = tuning;
  if (yearFrom === null || yearTo === null || yearFrom <= yearTo) return tuning;
  return 'yearFrom' in change ? { ...tuning, yearTo: yearFrom } : { ...tuning, yearFrom: yearTo };
}

/** What the engine is asked for the list of a shelf. */
export function requestFor(shelf: Shelf, tuning: Tuning): RecommendRequest {
  const { likes, dislikes, hidden, seen } = shelf;
  const { diversity, popularity } = tuning;
  const filter = filterOf(tuning);
  return { likes, dislikes, exclude: [...hidden, ...seen], k: LIST_LENGTH, filter, diversity, popularity };
}

function filterOf({ tags, creator, yearFrom, yearTo }: Tuning): CatalogueFilter {
  return {
    ...(tags.length > 0 && { tags }),
    ...(creator !== null && { creators: [creator] }),
    ...(yearFrom !== null && { yearFrom }),
    ...(yearTo !== null && { yearTo }),
  };
}

/** Which names a model's catalogue has. */
export interface KnownNames {
  hasTag(name: string): boolean;
  hasCreator(name: string): boolean;
}

/** A tuning out of storage, whatever stands there; what the catalogue lacks is neutral. */
export function parseTuning(value: unknown, known: KnownNames): Tuning {
  if (typeof value !== 'object' || value === null) return NEUTRAL;
  const kept = new Map<string, unknown>(Object.entries(value));
  const name = (field: string, isKnown: (name: string) => boolean) => {
    const found = kept.get(field);
    return typeof found === 'string' && isKnown(found) ? found : null;
  };
  const number = (field: string, least: number, most: number) => {
    const found = kept.get(field);
    return typeof found === 'number' && found >= least && found <= most ? found : null;
  };
  const years = {
    yearFrom: number('yearFrom', -9999, 9999),
    yearTo: number('yearTo', -9999, 9999),
  };
  // One tag had a field of its own before several could be chosen.
  const tags = kept.get('tags') ?? kept.get('tag');
  return changeTuning(NEUTRAL, {
    tags: [tags].flat().filter((tag) => typeof tag === 'string' && known.hasTag(tag)) as string[],
    creator: name('creator', known.hasCreator),
    ...years,
    diversity: number('diversity', 0, 1) ?? 0,
    popularity: number('popularity', -1, 1) ?? 0,
  });
}

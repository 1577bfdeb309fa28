import type { CatalogueFilter, RecommendRequest } from '../../inference/index.ts';
import type { Shelf } from './shelf.ts';

/** How a reader bends the list away from the pure ranking. */
export interface Tuning {
  /** Only items with this tag. */
  readonly tag: string | null;
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
  tag: null,
  creator: null,
  yearFrom: null,
  yearTo: null,
  diversity: 0,
  popularity: 0,
};

/** What can be bent, each with a cost of its own. */
export type TuningPart = 'filter' | 'diversity' | 'popularity';

const FIELDS: Readonly<Record<TuningPart, readonly (keyof Tuning)[]>> = {
  filter: ['tag', 'creator', 'yearFrom', 'yearTo'],
  diversity: ['diversity'],
  popularity: ['popularity'],
};

/** Recommendations asked for and shown. */
export const LIST_LENGTH = 20;

/** The parts that are not neutral. */
export function bentParts(tuning: Tuning): TuningPart[] {
  const parts: readonly TuningPart[] = ['filter', 'diversity', 'popularity'];
  return parts.filter((part) => FIELDS[part].some((field) => tuning[field] !== NEUTRAL[field]));
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

function filterOf({ tag, creator, yearFrom, yearTo }: Tuning): CatalogueFilter {
  return {
    ...(tag !== null && { tags: [tag] }),
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
  return changeTuning(NEUTRAL, {
    tag: name('tag', known.hasTag),
    creator: name('creator', known.hasCreator),
    ...years,
    diversity: number('diversity', 0, 1) ?? 0,
    popularity: number('popularity', -1, 1) ?? 0,
  });
}

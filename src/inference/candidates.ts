import type { Catalogue } from '../format/index.ts';
import type { CheckedRequest } from './request.ts';

/** Written masks kept for the next requests; more are in use only while more requests are in flight. */
const KEPT = 4;

/** What one request may return. */
export interface Candidates {
  /** mask[items]: 1 may be returned; nobody else's until it is released. */
  readonly mask: Uint8Array;
  /** Gives the mask back, once. */
  release(): void;
}

/** A mask that requests write into, equal to its base while no request has it. */
interface Sheet {
  readonly mask: Uint8Array;
  base: Uint8Array;
}

/** The part of a request that says which items it may return. */
export type Choice = Pick<CheckedRequest, 'likes' | 'dislikes' | 'exclude' | 'include'>;

/**
 * Lends masks. A request writes only the items that it names and they alone are restored after it, so that a
 * request costs neither memory nor time that grows with the catalogue; every request in flight has its own. `allowed` is
 * the mask of a filter, which nobody writes into; without one every item that has a title may be returned.
 */
export function createCandidates({
  titles,
}: Pick<Catalogue, 'titles'>): (choice: Choice, allowed?: Uint8Array) => Candidates {
  const nothing = new Uint8Array(titles.length);
  const listed = nothing.map((_, item) => (titles[item] === null ? 0 : 1));
  const free: Sheet[] = [];
  return ({ likes, dislikes, exclude, include }, allowed = listed) => {
    const base = include === undefined ? allowed : nothing;
    const sheet = takeSheet(free, base);
    const { mask } = sheet;
    const lists = [include ?? [], likes, dislikes, exclude];
    for (const item of lists[0]!) mask[item] = allowed[item]!;
    for (const list of lists.slice(1)) for (const item of list) mask[item] = 0;
    const release = (): void => {
      for (const list of lists) for (const item of list) mask[item] = base[item]!;
      if (free.length < KEPT) free.push(sheet);
    };
    return { mask, release };
  };
}

/** A free sheet of that base, else another one written over, else a new one. */
function takeSheet(free: Sheet[], base: Uint8Array): Sheet {
  const same = free.findIndex((sheet) => sheet.base === base);
  const [sheet] = free.splice(same < 0 ? 0 : same, 1);
  if (sheet === undefined) return { mask: base.slice(), base };
  if (sheet.base !== base) sheet.mask.set(base);
  sheet.base = base;
  return sheet;
}

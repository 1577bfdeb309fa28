import { AttarError } from '../core/errors.ts';

/** Who liked what, in file order: user users[i] liked item items[i]. Ids of the data set, no pair twice. */
export interface Likes {
  readonly users: Uint32Array;
  readonly items: Uint32Array;
}

/** A rating from here on is a like. */
export const LIKE_FROM = 4;

/** Users with fewer likes are left out. */
export const FEWEST_LIKES = 5;

/** The pairs of several lists in order, each pair at its first place only. */
export function firstOccurrences(
  ...lists: readonly { users: ArrayLike<number>; items: ArrayLike<number> }[]
): Likes {
  const length = lists.reduce((sum, { users }) => sum + users.length, 0);
  const users = new Uint32Array(length);
  const items = new Uint32Array(length);
  const seen = new Map<number, Set<number>>();
  let kept = 0;
  for (const list of lists) {
    for (let i = 0; i < list.users.length; i++) {
      const user = list.users[i]!;
      const item = list.items[i]!;
      const own = seen.get(user);
      if (own?.has(item)) continue;
      if (own) own.add(item);
      else seen.set(user, new Set([item]));
      users[kept] = user;
      items[kept++] = item;
    }
  }
  return { users: users.slice(0, kept), items: items.slice(0, kept) };
}

/** The rows whose rating is a like. */
export function likesOf(
  users: ArrayLike<number>,
  items: ArrayLike<number>,
  ratings: ArrayLike<number>,
): { users: number[]; items: number[] } {
  const liked: { users: number[]; items: number[] } = { users: [], items: [] };
  for (let i = 0; i < users.length; i++) {
    if (ratings[i]! < LIKE_FROM) continue;
    liked.users.push(users[i]!);
    liked.items.push(items[i]!);
  }
  return liked;
}

/** Ratings in file order: user users[i] gave item items[i] ratings[i] stars. Ids of the data set. */
export interface Ratings {
  readonly users: ArrayLike<number>;
  readonly items: ArrayLike<number>;
  readonly ratings: ArrayLike<number>;
}

/** The rows whose rating is no like; the last of several ratings of a pair is the one that counts. */
export function lowerThanLikes({ users, items, ratings }: Ratings): LowerRatings {
  const byUser = new Map<number, Map<number, number>>();
  for (let i = 0; i < users.length; i++) {
    if (ratings[i]! >= LIKE_FROM) continue;
    const user = users[i]!;
    const own = byUser.get(user);
    if (own) own.set(items[i]!, ratings[i]!);
    else byUser.set(user, new Map([[items[i]!, ratings[i]!]]));
  }
  return byUser;
}

/** Stars of items below a like, by user and item id. */
export type LowerRatings = ReadonlyMap<number, ReadonlyMap<number, number>>;

/** The likes of users with at least `fewest`; an error if too few users, items or likes are left to learn from. */
export function keepActiveUsers(source: string, likes: Likes, fewest = FEWEST_LIKES): Likes {
  if (likes.users.length === 0) {
    throw tooSmall(source, `no likes among its rows (a like is a rating of ${LIKE_FROM} or more)`);
  }
  const counts = new Map<number, number>();
  for (const user of likes.users) counts.set(user, (counts.get(user) ?? 0) + 1);
  const active = likes.users.map((user) => (counts.get(user)! >= fewest ? 1 : 0));
  const kept = {
    users: likes.users.filter((_, i) => active[i] === 1),
    items: likes.items.filter((_, i) => active[i] === 1),
  };
  requireVariety(source, 'user', new Set(likes.users).size);
  requireVariety(source, 'item', new Set(likes.items).size);
  requireVariety(source, `user with at least ${fewest} likes`, new Set(kept.users).size);
  return kept;
}

function requireVariety(source: string, what: string, count: number): void {
  if (count >= 2) return;
  throw tooSmall(source, count === 0 ? `no ${what}` : `only one ${what}`);
}

function tooSmall(source: string, found: string): AttarError {
  return new AttarError(
    'data/too-small',
    `${source}: found ${found}; expected at least two users and two items to learn from`,
  );
}

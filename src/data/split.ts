import { AttarError } from '../core/errors.ts';
import { HISTORY_LENGTHS, type HistoryLength } from '../core/history-length.ts';
import { type Fold, type Folds, type RatingMatrix, type Split, matrixOf } from '../core/interactions.ts';
import { Pcg64 } from '../core/pcg64.ts';
import type { Likes, LowerRatings } from './likes.ts';

/** How many users are set aside. */
export interface SplitSizes {
  readonly test: number;
  readonly validation: number;
}

/** Seeds of the protocol that every published figure of ours uses. */
export const SPLIT_SEED = 42;
export const FOLD_SEED = 1;

/** With 5, 10 or 20 likes shown, a user must have at least this many others to find. */
const FEWEST_TARGETS = 5;

/** A split and who is in it. */
export interface UserSplit {
  readonly split: Split;
  /** User ids, ascending; row u of `split.training` is user trainingUsers[u]. */
  readonly trainingUsers: readonly number[];
  readonly validationUsers: readonly number[];
  readonly testUsers: readonly number[];
  /** Item index of each item id. */
  readonly itemIndex: ReadonlyMap<number, number>;
  /** A user's likes as item indices, in file order, without items that no training user liked. */
  readonly likesByUser: ReadonlyMap<number, readonly number[]>;
}

/**
 * Sets users aside before any model sees data. In NumPy:
 *
 *   order = default_rng(42).permutation(unique(users))
 *   test, validation, training = split(order, [sizes.test, sizes.test + sizes.validation])
 */
export function splitUsers(
  likes: Likes,
  sizes: SplitSizes,
  lower: LowerRatings = new Map<number, never>(),
): UserSplit {
  const order = new Pcg64(SPLIT_SEED).permutation(Uint32Array.from(new Set(likes.users)).sort());
  const ascending = (from: number, to?: number): number[] => order.slice(from, to).sort((a, b) => a - b);
  const testUsers = ascending(0, sizes.test);
  const validationUsers = ascending(sizes.test, sizes.test + sizes.validation);
  const trainingUsers = ascending(sizes.test + sizes.validation);
  requireTraining(order.length, trainingUsers.length, sizes);
  const itemIds = itemsOf(likes, new Set(trainingUsers));
  if (itemIds.length < 2) {
    throw new AttarError(
      'data/too-small',
      'the training users like only one item; expected at least two to rank',
    );
  }
  const itemIndex = new Map(Array.from(itemIds, (id, index) => [id, index]));
  const likesByUser = groupLikes(likes, itemIndex);
  const rows = trainingUsers.map((user) => likesByUser.get(user)!.toSorted((a, b) => a - b));
  const split: Split = {
    itemIds: Array.from(itemIds, String),
    training: matrixOf(rows, itemIds.length),
    lower: lowerRows(trainingUsers, lower, itemIndex, rows),
    validation: foldsOf(validationUsers, likesByUser, itemIds.length),
    test: foldsOf(testUsers, likesByUser, itemIds.length),
  };
  return { split, trainingUsers, validationUsers, testUsers, itemIndex, likesByUser };
}

/** The training users' ratings below a like, in rows of ascending items; what they like for another reason is left out. */
function lowerRows(
  users: readonly number[],
  lower: LowerRatings,
  itemIndex: ReadonlyMap<number, number>,
  likes: readonly (readonly number[])[],
): RatingMatrix {
  const rows = users.map((user, row) => {
    const liked = new Set(likes[row]);
    return Array.from(lower.get(user) ?? [], ([id, stars]) => ({ item: itemIndex.get(id) ?? -1, stars }))
      .filter(({ item }) => item >= 0 && !liked.has(item))
      .sort((a, b) => a.item - b.item);
  });
  const matrix = matrixOf(
    rows.map((row) => row.map(({ item }) => item)),
    itemIndex.size,
  );
  return { ...matrix, ratings: Uint8Array.from(rows.flat(), ({ stars }) => stars) };
}

function requireTraining(users: number, training: number, sizes: SplitSizes): void {
  if (training >= 2) return;
  throw new AttarError(
    'data/too-small',
    `${users} users are too few: ${sizes.test} are set aside for the test and ${sizes.validation} for ` +
      'validation, and at least two must be left to train on',
  );
}

/** Ids of the items that the given users like, ascending. */
function itemsOf(likes: Likes, users: ReadonlySet<number>): Uint32Array {
  const ids = new Set<number>();
  likes.items.forEach((item, i) => {
    if (users.has(likes.users[i]!)) ids.add(item);
  });
  return Uint32Array.from(ids).sort();
}

/** Each user's likes as item indices, in file order; items without an index are left out. */
export function groupLikes(likes: Likes, itemIndex: ReadonlyMap<number, number>): Map<number, number[]> {
  const byUser = new Map<number, number[]>();
  likes.users.forEach((user, i) => {
    const index = itemIndex.get(likes.items[i]!);
    if (index === undefined) return;
    const own = byUser.get(user);
    if (own) own.push(index);
    else byUser.set(user, [index]);
  });
  return byUser;
}

function foldsOf(
  users: readonly number[],
  likesByUser: ReadonlyMap<number, readonly number[]>,
  items: number,
): Folds {
  const entries = HISTORY_LENGTHS.map(
    (length) => [length, foldOf(users, likesByUser, items, length)] as const,
  );
  return Object.fromEntries(entries) as Record<HistoryLength, Fold>;
}

/**
 * Shuffles each user's likes, one random stream over all users in ascending order, and shows the
 * first part. Users without a like left to find are left out; rows are ascending.
 */
export function foldOf(
  users: readonly number[],
  likesByUser: ReadonlyMap<number, readonly number[]>,
  items: number,
  length: HistoryLength,
  seed = FOLD_SEED,
): Fold {
  const random = new Pcg64(seed);
  const history: Uint32Array[] = [];
  const targets: Uint32Array[] = [];
  for (const user of users) {
    const own = random.shuffle(Uint32Array.from(likesByUser.get(user) ?? []));
    const shown = shownOf(own.length, length);
    if (shown === 0) continue;
    history.push(own.slice(0, shown).sort());
    targets.push(own.slice(shown).sort());
  }
  return { history: matrixOf(history, items), targets: matrixOf(targets, items) };
}

/** How many of a user's likes are shown; 0: the user is left out of this fold. */
function shownOf(likes: number, length: HistoryLength): number {
  const shown = length === '80%' ? Math.ceil(0.8 * likes) : Number(length);
  const targets = likes - shown;
  return targets >= (length === '80%' ? 1 : FEWEST_TARGETS) ? shown : 0;
}

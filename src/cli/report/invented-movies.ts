import { Random } from '../../core/random.ts';
import { csv, type Files } from '../../data/test-folders.ts';

/** For tests: likes[user − 1] are the movie ids that a user likes. */
export type InventedLikes = readonly (readonly number[])[];

/** Movies of the invented catalogue, ids from 1. */
export const MOVIES = 60;

const GENRES = ['Drama', 'Comedy', 'Western'] as const;

/** One invented user, who mostly likes movies of one genre; always enough of them to be kept. */
export function inventedUser(user: number, seed: number): number[] {
  const random = new Random(seed, user);
  const taste = random.below(GENRES.length);
  const ids = Array.from({ length: MOVIES }, (_, i) => i + 1);
  const likes = ids.filter((id) => random.uniform() < (id % GENRES.length === taste ? 0.6 : 0.08));
  return likes.length >= 8 ? likes : ids.filter((id) => id % GENRES.length === taste);
}

/** Likes of that many invented users. */
export function inventedLikes(users: number, seed: number): number[][] {
  return Array.from({ length: users }, (_, i) => inventedUser(i + 1, seed));
}

/** Every seventh movie that a user does not like got 1 to 3 stars from them: [movie, stars]. */
function lowerRatingsOf(user: number, own: readonly number[]): [movie: number, stars: number][] {
  const liked = new Set(own);
  return Array.from({ length: MOVIES }, (_, i) => i + 1)
    .filter((movie) => (movie + user) % 7 === 0 && !liked.has(movie))
    .map((movie) => [movie, 1 + (movie % 3)]);
}

/** The official layouts of ml-1m and ml-latest-small. */
export function movieFiles(likes: InventedLikes): Files {
  const ratings = likes.flatMap((own, i) => own.map((movie) => `${i + 1}::${movie}::5::978300760`));
  const lower = likes.flatMap((own, i) =>
    lowerRatingsOf(i + 1, own).map(([movie, stars]) => `${i + 1}::${movie}::${stars}::978300761`),
  );
  const small = inventedLikes(70, 99).flatMap((own, i) => own.map((movie) => [i + 1, movie, 5, 1445714994]));
  const movies = Array.from({ length: MOVIES }, (_, i) => [
    i + 1,
    `Invented ${i + 1} (1990)`,
    GENRES[(i + 1) % GENRES.length]!,
  ]);
  return {
    'ml-1m/ratings.dat': `${[...ratings, ...lower].join('\n')}\n`,
    'ml-latest-small/ratings.csv': csv('userId,movieId,rating,timestamp', small),
    'ml-latest-small/movies.csv': csv('movieId,title,genres', movies),
    'ml-latest-small/tags.csv': csv('userId,movieId,tag,timestamp', [[1, 1, 'slow', 964982703]]),
  };
}

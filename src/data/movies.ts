import type { DuckDBConnection } from '@duckdb/node-api';
import { MOVIELENS_1M, MOVIELENS_SMALL } from './layouts.ts';
import {
  firstOccurrences,
  keepActiveUsers,
  type Likes,
  likesOf,
  type LowerRatings,
  lowerThanLikes,
} from './likes.ts';
import { movieFacts } from './movie-catalogue.ts';
import { type NumericRows, type ReadOptions, readNumbers } from './numeric-file.ts';
import type { RawDataset, StepReporter } from './raw-dataset.ts';
import { sourceFolder } from './source-folder.ts';
import { readText } from './text-file.ts';

/** Movies: likes of MovieLens 1M; titles, tags and sample users of ml-latest-small. */
export async function readMovies(
  connection: DuckDBConnection,
  dataDirectory: string,
  report: StepReporter,
  options: ReadOptions,
): Promise<RawDataset> {
  const large = await sourceFolder(dataDirectory, 'ml-1m');
  const small = await sourceFolder(dataDirectory, 'ml-latest-small');
  report('ml-1m ratings');
  const ratings = await readNumbers(connection, large, MOVIELENS_1M.ratings, options);
  report('ml-latest-small');
  const sampled = await readNumbers(connection, small, MOVIELENS_SMALL.ratings, options);
  const movies = await readText(connection, small, MOVIELENS_SMALL.movies, options);
  const tags = await readText(connection, small, MOVIELENS_SMALL.tags, options);
  return {
    likes: keepActiveUsers('ml-1m', likedIn(ratings)),
    lower: lowerIn(ratings),
    samples: samplesAfter(latest(ratings), sampled),
    facts: () => movieFacts(movies, tags),
    skippedRows: [ratings, sampled, movies, tags].reduce((sum, { skipped }) => sum + skipped, 0),
  };
}

function likedIn({ columns: [users, items, ratings] }: NumericRows): Likes {
  return firstOccurrences(likesOf(users!, items!, ratings!));
}

function lowerIn({ columns: [users, items, ratings] }: NumericRows): LowerRatings {
  return lowerThanLikes({ users: users!, items: items!, ratings: ratings! });
}

function latest({ columns: [, , , times] }: NumericRows): number {
  return times!.reduce((max, time) => Math.max(max, time), 0);
}

/**
 * The likes of users whose every rating is newer than `time`. Some users of ml-latest-small are users
 * of MovieLens 1M under another number, with the same ratings at the same seconds: the model has seen
 * them. A user who began after the last rating of MovieLens 1M cannot be in it.
 */
function samplesAfter(time: number, rows: NumericRows): Likes {
  const [users, items, ratings, times] = rows.columns;
  const known = new Set(users!.filter((_, i) => times![i]! <= time));
  const fresh = likesOf(users!, items!, ratings!);
  return firstOccurrences({
    users: fresh.users.filter((user) => !known.has(user)),
    items: fresh.items.filter((_, i) => !known.has(fresh.users[i]!)),
  });
}

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Files by path, as text or bytes. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** For tests: runs a task on a new folder with these files, and removes it. */
export async function withFolder<T>(files: Files, task: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'attar-data-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), content);
    }
    return await task(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** CSV text of a header and rows. */
export function csv(header: string, rows: readonly (readonly (string | number)[])[]): string {
  return `${[header, ...rows.map((row) => row.join(','))].join('\n')}\n`;
}

/** Twelve users, twenty items: user u likes the items u, u + 1, … u + 11 and dislikes u + 12, modulo 20. */
function tinyRatings(): [user: number, item: number, rating: number][] {
  return Array.from({ length: 12 * 13 }, (_, i) => {
    const user = 1 + (i % 12);
    const step = Math.floor(i / 12);
    return [user, 1 + ((user + step) % 20), step === 12 ? 2 : 4 + (step % 2)];
  });
}

/** The official layout of goodbooks-10k, small: 12 users, 20 books. */
export function tinyGoodbooks(): Record<string, string> {
  const books = Array.from({ length: 20 }, (_, i) => [
    i + 1,
    1000 + i,
    `"Author ${i}, Painter"`,
    '1990.0',
    `"Book ${i} (Saga, #${i})"`,
  ]);
  return {
    'goodbooks-10k/ratings.csv': csv('user_id,book_id,rating', tinyRatings()),
    'goodbooks-10k/to_read.csv': csv('user_id,book_id', [
      [1, 2],
      [1, 20],
      [2, 20],
    ]),
    'goodbooks-10k/books.csv': csv(
      'book_id,goodreads_book_id,authors,original_publication_year,title',
      books,
    ),
    'goodbooks-10k/tags.csv': csv('tag_id,tag_name', [
      [7, 'to-read'],
      [8, 'fantasy'],
      [9, 'sci-fi'],
      [10, 'science-fiction'],
    ]),
    'goodbooks-10k/book_tags.csv': csv('goodreads_book_id,tag_id,count', [
      [1000, 7, 9000],
      [1000, 8, 100],
      [1001, 9, 60],
      [1001, 10, 40],
      [1001, 8, -1],
    ]),
  };
}

/** Time of the last rating of the tiny MovieLens 1M. */
const LAST_TIME = 1000;

/** The official layouts of ml-1m and ml-latest-small, small: 12 users, 20 movies; movie 20 is only in ml-1m. */
export function tinyMovieLens(): Record<string, string> {
  const large = tinyRatings().map(([user, item, rating], i) =>
    [user, item, rating, Math.min(LAST_TIME, 900 + i)].join('::'),
  );
  const movies = Array.from({ length: 19 }, (_, i) => [
    i + 1,
    `"Movie ${i + 1}, The (19${50 + i})"`,
    'Comedy|Sci-Fi',
  ]);
  // User 1 was there before MovieLens 1M ended, users 2 and 3 came later; item 99 is unknown to ml-1m.
  const small = [1, 2, 3].flatMap((user) =>
    [...Array.from({ length: 11 }, (_, i) => i + user), 99].map((item) => [
      user,
      item,
      4.5,
      LAST_TIME + user - 1,
    ]),
  );
  return {
    'ml-1m/ratings.dat': `${large.join('\n')}\n`,
    'ml-latest-small/ratings.csv': csv('userId,movieId,rating,timestamp', small),
    'ml-latest-small/movies.csv': csv('movieId,title,genres', movies),
    'ml-latest-small/tags.csv': csv('userId,movieId,tag,timestamp', [
      [2, 1, 'Time Travel', 5],
      [2, 1, 'in netflix queue', 6],
    ]),
  };
}

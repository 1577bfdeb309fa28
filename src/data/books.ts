import type { DuckDBConnection } from '@duckdb/node-api';
import { bookFacts } from './book-catalogue.ts';
import { GOODBOOKS } from './layouts.ts';
import { firstOccurrences, keepActiveUsers, likesOf, lowerThanLikes } from './likes.ts';
import { type ReadOptions, readNumbers } from './numeric-file.ts';
import type { RawDataset, StepReporter } from './raw-dataset.ts';
import { sourceFolder } from './source-folder.ts';
import { readText } from './text-file.ts';

/** Books: likes of goodbooks-10k, then its to-read marks. */
export async function readBooks(
  connection: DuckDBConnection,
  dataDirectory: string,
  report: StepReporter,
  options: ReadOptions,
): Promise<RawDataset> {
  const folder = await sourceFolder(dataDirectory, 'goodbooks-10k');
  report('goodbooks-10k ratings');
  const ratings = await readNumbers(connection, folder, GOODBOOKS.ratings, options);
  const toRead = await readNumbers(connection, folder, GOODBOOKS.toRead, options);
  report('goodbooks-10k books and tags');
  const books = await readText(connection, folder, GOODBOOKS.books, options);
  const tagNames = await readText(connection, folder, GOODBOOKS.tags, options);
  const bookTags = await readNumbers(connection, folder, GOODBOOKS.bookTags, options);
  const [raters, rated, stars] = ratings.columns;
  const [markers, marked] = toRead.columns;
  const likes = firstOccurrences(likesOf(raters!, rated!, stars!), { users: markers!, items: marked! });
  return {
    likes: keepActiveUsers('goodbooks-10k', likes),
    lower: lowerThanLikes({ users: raters!, items: rated!, ratings: stars! }),
    samples: 'test users',
    facts: () => bookFacts(books, tagNames, bookTags),
    skippedRows: [ratings, toRead, books, tagNames, bookTags].reduce((sum, { skipped }) => sum + skipped, 0),
  };
}

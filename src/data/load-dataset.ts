import { countItems } from '../core/interactions.ts';
import { readBooks } from './books.ts';
import { buildCatalogue } from './catalogue.ts';
import { ABOUT, type Dataset, type DatasetName, type LoadDatasetOptions, SPLIT_SIZES } from './dataset.ts';
import { withDuckDB } from './duckdb.ts';
import { readMovies } from './movies.ts';
import type { RawDataset, StepReporter } from './raw-dataset.ts';
import { drawSampleHistories } from './sample-histories.ts';
import { type UserSplit, groupLikes, splitUsers } from './split.ts';

const READERS = { books: readBooks, movies: readMovies } as const;
const STEPS = 4;

/**
 * Reads a data set from `dataDirectory`, which holds the official downloads as folders
 * (`goodbooks-10k`, or `ml-1m` and `ml-latest-small`), splits its users and cleans its catalogue.
 * The same files give the same result. Errors: `data/missing`, `data/layout`, `data/bad-row`, `data/too-small`.
 */
export async function loadDataset(
  name: DatasetName,
  dataDirectory: string,
  { onProgress, skipBadRows = false, sizes = SPLIT_SIZES[name] }: LoadDatasetOptions = {},
): Promise<Dataset> {
  let done = 0;
  const report: StepReporter = (step) => onProgress?.({ step, done: done++, total: STEPS });
  const raw = await withDuckDB((connection) =>
    READERS[name](connection, dataDirectory, report, { skipBadRows }),
  );
  report('split');
  const users = splitUsers(raw.likes, sizes, raw.lower);
  report('catalogue');
  const { split } = users;
  const catalogue = buildCatalogue(split.itemIds, raw.facts(), countItems(split.training));
  const samples = sampleUsers(raw, users);
  return {
    ...ABOUT[name],
    split,
    catalogue,
    counts: countsOf(raw, users, catalogue.titles.filter((title) => title !== null).length),
    sampleHistories: (count, seed) => drawSampleHistories(samples, count, seed),
  };
}

function countsOf(raw: RawDataset, users: UserSplit, listed: number): Dataset['counts'] {
  const { trainingUsers, validationUsers, testUsers, split } = users;
  return {
    users: trainingUsers.length + validationUsers.length + testUsers.length,
    interactions: raw.likes.users.length,
    trainingUsers: trainingUsers.length,
    trainingInteractions: split.training.indices.length,
    validationUsers: validationUsers.length,
    testUsers: testUsers.length,
    items: split.itemIds.length,
    listed,
    skippedRows: raw.skippedRows,
  };
}

/** Likes of the users that may be shown as samples, as item indices. */
function sampleUsers(raw: RawDataset, users: UserSplit): ReadonlyMap<number, readonly number[]> {
  if (raw.samples !== 'test users') return groupLikes(raw.samples, users.itemIndex);
  const { testUsers, likesByUser } = users;
  return new Map(testUsers.map((user) => [user, likesByUser.get(user) ?? []]));
}

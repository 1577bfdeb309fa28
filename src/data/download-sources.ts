import type { SourceName } from './layouts.ts';

export interface Digest {
  readonly algorithm: 'md5' | 'sha256';
  /** Lower-case hexadecimal. */
  readonly value: string;
}

/** Where a data set is published, and how to know that it arrived whole. */
export interface DownloadSource {
  readonly url: string;
  /** Of the archive; null: its files are checked instead. */
  readonly archive: Digest | null;
  /** Of extracted files, by name. */
  readonly files: Readonly<Record<string, Digest>>;
}

/** The official addresses. */
export const DOWNLOAD_SOURCES: Readonly<Record<SourceName, DownloadSource>> = Object.freeze({
  'goodbooks-10k': {
    url: 'https://github.com/zygmuntz/goodbooks-10k/releases/download/v1.0/goodbooks-10k.zip',
    archive: {
      algorithm: 'sha256',
      value: '261b97b56db61f3fb2ce5aadbb13704d30179fcc986c17ace665a0af9ed00731',
    },
    files: {},
  },
  'ml-1m': {
    url: 'https://files.grouplens.org/datasets/movielens/ml-1m.zip',
    archive: { algorithm: 'md5', value: 'c4d9eecfca2ab87c1945afe126590906' },
    files: {},
  },
  'ml-latest-small': {
    url: 'https://files.grouplens.org/datasets/movielens/ml-latest-small.zip',
    archive: null,
    files: {
      'ratings.csv': { algorithm: 'md5', value: '325a6f09399d1c45671f187505e1a100' },
      'movies.csv': { algorithm: 'md5', value: 'ed94fab72b62442ef8150d9446e000d6' },
    },
  },
});

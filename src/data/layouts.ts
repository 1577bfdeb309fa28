/** A number that a column may hold. */
export interface NumericColumn {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** True: whole numbers only. */
  readonly whole: boolean;
}

/** A delimited file of numbers, one row a line, no quoting. */
export interface NumericLayout {
  readonly file: string;
  readonly separator: ',' | '::';
  /** The names of all fields of a row; null: the first line names them, in any order. */
  readonly fields: readonly string[] | null;
  readonly columns: readonly NumericColumn[];
}

/** A CSV file with text; the first line names the columns, in any order. */
export interface TextLayout {
  readonly file: string;
  readonly columns: readonly string[];
}

/** The name of a data set, of its folder and of its download. */
export type SourceName = 'goodbooks-10k' | 'ml-1m' | 'ml-latest-small';

const LARGEST_ID = 2 ** 31 - 1;

function id(name: string): NumericColumn {
  return { name, from: 0, to: LARGEST_ID, whole: true };
}

function rating(name: string, from: number, whole: boolean): NumericColumn {
  return { name, from, to: 5, whole };
}

/** Seconds since 1970. */
function seconds(name: string): NumericColumn {
  return { name, from: 0, to: 2 ** 40, whole: true };
}

/** goodbooks-10k as its release v1.0 lays it out (github.com/zygmuntz/goodbooks-10k). */
export const GOODBOOKS = {
  ratings: {
    file: 'ratings.csv',
    separator: ',',
    fields: null,
    columns: [id('user_id'), id('book_id'), rating('rating', 1, true)],
  },
  toRead: { file: 'to_read.csv', separator: ',', fields: null, columns: [id('user_id'), id('book_id')] },
  bookTags: {
    file: 'book_tags.csv',
    separator: ',',
    fields: null,
    // A few counts of the official file are −1.
    columns: [
      id('goodreads_book_id'),
      id('tag_id'),
      { name: 'count', from: -1, to: LARGEST_ID, whole: true },
    ],
  },
  books: {
    file: 'books.csv',
    columns: ['book_id', 'goodreads_book_id', 'authors', 'original_publication_year', 'title'],
  },
  tags: { file: 'tags.csv', columns: ['tag_id', 'tag_name'] },
} as const satisfies Record<string, NumericLayout | TextLayout>;

/** MovieLens 1M (2003). Its movies.dat is never read: titles come from a set that may be redistributed. */
export const MOVIELENS_1M = {
  ratings: {
    file: 'ratings.dat',
    separator: '::',
    fields: ['UserID', 'MovieID', 'Rating', 'Timestamp'],
    columns: [id('UserID'), id('MovieID'), rating('Rating', 1, true), seconds('Timestamp')],
  },
} as const satisfies Record<string, NumericLayout>;

/** MovieLens ml-latest-small (2018), which may be redistributed under its own terms. */
export const MOVIELENS_SMALL = {
  ratings: {
    file: 'ratings.csv',
    separator: ',',
    fields: null,
    columns: [id('userId'), id('movieId'), rating('rating', 0.5, false), seconds('timestamp')],
  },
  movies: { file: 'movies.csv', columns: ['movieId', 'title', 'genres'] },
  tags: { file: 'tags.csv', columns: ['userId', 'movieId', 'tag'] },
} as const satisfies Record<string, NumericLayout | TextLayout>;

/** The files of each data set that Attar reads. */
export const SOURCE_FILES: Readonly<Record<SourceName, readonly string[]>> = {
  'goodbooks-10k': Object.values(GOODBOOKS).map(({ file }) => file),
  'ml-1m': Object.values(MOVIELENS_1M).map(({ file }) => file),
  'ml-latest-small': Object.values(MOVIELENS_SMALL).map(({ file }) => file),
};

/** The downloads that a data set is made of. */
export const SOURCES_OF: Readonly<Record<'books' | 'movies', readonly SourceName[]>> = {
  books: ['goodbooks-10k'],
  movies: ['ml-1m', 'ml-latest-small'],
};

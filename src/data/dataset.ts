import type { Catalogue } from '../core/catalogue.ts';
import type { Split } from '../core/interactions.ts';
import type { SampleHistory } from './sample-histories.ts';
import type { SplitSizes } from './split.ts';

/** The data sets that Attar makes models of. */
export const DATASET_NAMES = ['books', 'movies'] as const;
export type DatasetName = (typeof DATASET_NAMES)[number];

/** What a model's manifest says about its data. */
export interface DatasetAbout {
  readonly name: DatasetName;
  /** For people: `Books`. */
  readonly title: string;
  readonly itemNoun: { readonly one: string; readonly many: string };
  readonly description: string;
  readonly licence: { readonly name: string; readonly url: string; readonly attribution: string };
  /** Where the sample users come from. */
  readonly sampleSource: string;
}

export interface DatasetCounts {
  /** Users with enough likes, and their likes. */
  readonly users: number;
  readonly interactions: number;
  readonly trainingUsers: number;
  readonly trainingInteractions: number;
  readonly validationUsers: number;
  readonly testUsers: number;
  /** Items that training users liked. */
  readonly items: number;
  /** Those with a title. */
  readonly listed: number;
  /** Bad rows left out, over all files. */
  readonly skippedRows: number;
}

/** Everything the pipeline needs of a data set. */
export interface Dataset extends DatasetAbout {
  readonly split: Split;
  readonly catalogue: Catalogue;
  readonly counts: DatasetCounts;
  /** At most `count` users who are in no training data; the same seed gives the same users. */
  sampleHistories(count: number, seed: number): SampleHistory[];
}

/** Progress of loading: the file or step that begins. */
export interface LoadStep {
  readonly step: string;
  /** Steps done before this one, and all steps. */
  readonly done: number;
  readonly total: number;
}

export interface LoadDatasetOptions {
  readonly onProgress?: (step: LoadStep) => void;
  /** Leave bad rows out and count them, instead of stopping at the first. */
  readonly skipBadRows?: boolean;
  /** Users set aside; default as in the published figures. */
  readonly sizes?: SplitSizes;
}

/** Users set aside for the published figures. */
export const SPLIT_SIZES: Readonly<Record<DatasetName, SplitSizes>> = {
  books: { test: 2500, validation: 1000 },
  movies: { test: 1000, validation: 500 },
};

export const ABOUT: Readonly<Record<DatasetName, DatasetAbout>> = {
  books: {
    name: 'books',
    title: 'Books',
    itemNoun: { one: 'book', many: 'books' },
    description: 'goodbooks-10k: ratings of 4 and 5 and to-read marks of Goodreads users on 10,000 books',
    licence: {
      name: 'CC BY-SA 4.0',
      url: 'https://creativecommons.org/licenses/by-sa/4.0/',
      attribution:
        'goodbooks-10k by Zygmunt Zając (2017), https://github.com/zygmuntz/goodbooks-10k, changed: ' +
        'titles cleaned, shelves turned into tags, a model trained on it',
    },
    sampleSource: 'test users of goodbooks-10k, who are in no training data',
  },
  movies: {
    name: 'movies',
    title: 'Movies',
    itemNoun: { one: 'movie', many: 'movies' },
    description:
      'MovieLens 1M: ratings of 4 and 5; titles, genres and sample users of MovieLens ml-latest-small',
    licence: {
      name: 'MovieLens terms: non-commercial, no endorsement implied',
      url: 'https://files.grouplens.org/datasets/movielens/ml-latest-small-README.html',
      attribution:
        'F. Maxwell Harper and Joseph A. Konstan. 2015. The MovieLens Datasets: History and Context. ' +
        'ACM Transactions on Interactive Intelligent Systems 5, 4: 19:1-19:19. https://doi.org/10.1145/2827872',
    },
    sampleSource:
      'users of MovieLens ml-latest-small who came after MovieLens 1M was made, so are in no training data',
  },
};

import type { Recommender } from '../inference/index.ts';

/** What a bundle says of itself. */
export type Manifest = Recommender['manifest'];

/** What a model's items are called, in its bundle's words. */
export type ItemNoun = Manifest['itemNoun'];

/** Columns of one length, position = item index. */
export type Catalogue = Recommender['catalogue'];

/** Readers who are in no training data. */
export type Samples = Awaited<ReturnType<Recommender['samples']>>;

export type SampleUser = Samples['users'][number];

/** One catalogue row, as people see it. */
export interface Item {
  readonly id: string;
  readonly title: string;
  readonly creators: readonly string[];
  readonly year: number | null;
  /** Most telling first. */
  readonly tags: readonly string[];
}

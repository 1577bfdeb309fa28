import type { ItemFacts } from './catalogue.ts';
import type { Likes, LowerRatings } from './likes.ts';

/** A data set as read, before users are split. */
export interface RawDataset {
  /** Likes of users with enough of them, in file order. */
  readonly likes: Likes;
  /** Ratings below a like, of all users; a pair may be among the likes for another reason. */
  readonly lower: LowerRatings;
  /** Likes of the users that may be shown as samples; or the test users of the split. */
  readonly samples: Likes | 'test users';
  /** What is known of each item, by id. */
  readonly facts: () => ReadonlyMap<number, ItemFacts>;
  /** Bad rows left out, over all files. */
  readonly skippedRows: number;
}

/** Says which step begins. */
export type StepReporter = (step: string) => void;

import type { AttarError } from '../../core/errors.ts';
import type { Item, SampleUser } from '../types.ts';
import type { AssessedReader } from './assess.ts';
import type { Distribution } from './distribution.ts';

/** All sample users of a model, each with the student's list. */
export type ReadersState =
  | { readonly phase: 'idle' }
  /** `total` is 0 until the sample users have arrived. */
  | { readonly phase: 'loading'; readonly done: number; readonly total: number }
  | { readonly phase: 'failed'; readonly error: AttarError }
  | {
      readonly phase: 'ready';
      /** Most divergent first. */
      readonly readers: readonly AssessedReader[];
      /** Where they come from. */
      readonly source: string;
      /** Median of the student's answers, ms. */
      readonly milliseconds: number;
    };

/** What both models say of the same items for one reader. */
export interface SharedView {
  readonly user: SampleUser;
  /** KL(teacher ‖ student) over the items of both lists, nats. */
  readonly divergence: number;
  /** The student's probabilities among the teacher's items alone, in the teacher's order. */
  readonly studentOnTeachers: Distribution;
}

/** A history in the hands of the visitor, and the student's answers to it. */
export interface WhatIf {
  readonly user: SampleUser;
  readonly history: readonly Item[];
  /** Item indices, best first: the answer to the history as it was, before the last change, and now. */
  readonly original: readonly number[];
  readonly before: readonly number[];
  readonly now: readonly number[];
}

export interface ExplorerState {
  readonly readers: ReadersState;
  /** null until the student has answered for the chosen reader. */
  readonly shared: SharedView | null;
  readonly whatIf: WhatIf | null;
  /** The last question that failed. */
  readonly fault: AttarError | null;
}

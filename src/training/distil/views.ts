import { Random } from '../../core/random.ts';
import { type HistorySampling, type SplitHistory, splitHistory } from './split-history.ts';

/** Names the random streams of views: one a view and user, the same for every seed, size and variant of a student. */
const VIEW_STREAM = 0x71e3;

/** How the parts of histories that a student is shown are drawn. */
export interface ViewSampling extends HistorySampling {
  /**
   * So many random parts of each history are drawn once, epochs take them in turn, and the teacher is shown the
   * part that the student is shown. Default null: a part is drawn anew for each epoch, and the teacher is shown the
   * whole history.
   */
  readonly views?: number | null;
}

/** One of a training user's views: likes as a student and its teacher are shown them. `likes` has two items or more. */
export function viewOf(
  likes: Uint32Array,
  sampling: HistorySampling,
  view: number,
  user: number,
): SplitHistory {
  return splitHistory(likes, sampling, new Random(VIEW_STREAM, view, user));
}

/** The view that an epoch, counted from 0, takes; 0 where there are none. */
export function viewAt({ views }: ViewSampling, epoch: number): number {
  return views ? epoch % views : 0;
}

/** The part of a training user's likes that an epoch shows to a student of that seed. */
export function partAt(
  likes: Uint32Array,
  sampling: ViewSampling & { readonly seed: number },
  epoch: number,
  user: number,
): SplitHistory {
  if (sampling.views) return viewOf(likes, sampling, viewAt(sampling, epoch), user);
  return splitHistory(likes, sampling, new Random(sampling.seed, epoch, user));
}

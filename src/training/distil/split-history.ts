import type { Random } from '../../core/random.ts';

/** One training user's likes, divided into what the student sees and what it must find. */
export interface SplitHistory {
  readonly given: Uint32Array;
  readonly held: Uint32Array;
}

export interface HistorySampling {
  /** Part of the users (0 … 1) whose given part is a short history of 1 to `shortest` items. */
  readonly shortShare: number;
  readonly shortMax: number;
  /** The other users keep a uniform fraction between these two. */
  readonly keepMin: number;
  readonly keepMax: number;
}

/**
 * Draws a random-length part of a history: visitors come with three likes and with three hundred, and
 * the student must serve both. At least one item is given and at least one held back; `likes` has two
 * items or more.
 */
export function splitHistory(likes: Uint32Array, sampling: HistorySampling, random: Random): SplitHistory {
  const shuffled = random.shuffle(likes.slice());
  const wanted =
    random.uniform() < sampling.shortShare
      ? 1 + random.below(sampling.shortMax)
      : Math.round(
          likes.length * (sampling.keepMin + (sampling.keepMax - sampling.keepMin) * random.uniform()),
        );
  const size = Math.max(1, Math.min(likes.length - 1, wanted));
  return { given: shuffled.subarray(0, size), held: shuffled.subarray(size) };
}

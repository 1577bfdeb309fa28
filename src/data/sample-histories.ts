import { Pcg64 } from '../core/pcg64.ts';

/** A user who is in no training data, to show in the app; items by index, ascending. */
export interface SampleHistory {
  readonly id: string;
  readonly history: readonly number[];
  readonly heldOut: readonly number[];
}

/** Sample users have this many likes: short and long histories, few enough to read. */
export const SAMPLE_LIKES = { fewest: 6, most: 150 } as const;

/**
 * At most `count` users in random order, each with 80 % of the likes as history and the rest held
 * out. The same seed gives the same users and the same parts.
 */
export function drawSampleHistories(
  likesByUser: ReadonlyMap<number, readonly number[]>,
  count: number,
  seed: number,
): SampleHistory[] {
  const random = new Pcg64(seed);
  const fitting = [...likesByUser.keys()]
    .filter((user) => {
      const likes = likesByUser.get(user)!.length;
      return likes >= SAMPLE_LIKES.fewest && likes <= SAMPLE_LIKES.most;
    })
    .sort((a, b) => a - b);
  return random
    .permutation(fitting)
    .slice(0, count)
    .map((user) => {
      const likes = random.permutation(likesByUser.get(user)!);
      const shown = Math.ceil(0.8 * likes.length);
      const part = (from: number, to: number): number[] => likes.slice(from, to).sort((a, b) => a - b);
      return { id: String(user), history: part(0, shown), heldOut: part(shown, likes.length) };
    });
}

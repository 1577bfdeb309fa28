import type { Catalogue, Golden } from '../format/index.ts';
import type { Recommendations, RecommendRequest } from './types.ts';

/**
 * Scores every golden history and says, for people, what differs. Another item at a rank is a fault unless
 * the two are as good as tied: engines may round exp and tanh differently in the last place, which may turn
 * round items whose scores are within the golden tolerance.
 */
export async function findFaults(
  golden: Golden,
  catalogue: Catalogue,
  recommend: (request: RecommendRequest) => Promise<Recommendations>,
): Promise<string[]> {
  const faults: string[] = [];
  const ids = (items: readonly number[]): string[] => items.map((item) => catalogue.ids[item]!);
  for (const [number, expected] of golden.cases.entries()) {
    if (expected.items.length === 0) continue;
    const { items } = await recommend({
      likes: ids(expected.likes),
      dislikes: ids(expected.dislikes),
      k: expected.items.length,
    });
    const wanted = ids(expected.items).map((id, at) => ({ id, score: expected.scores[at]! }));
    if (items.length !== wanted.length) {
      faults.push(`case ${number}: expected ${wanted.length} items, got ${items.length}`);
    }
    for (const [at, got] of items.entries()) {
      const want = wanted[at];
      if (want === undefined || isSame(want, got, items, golden.tolerance)) continue;
      faults.push(
        `case ${number}, rank ${at + 1}: expected item "${want.id}" with score ${want.score}, ` +
          `got "${got.id}" with ${got.score}`,
      );
    }
  }
  return faults;
}

interface Scored {
  readonly id: string;
  readonly score: number;
}

/** The same item with the same score, or one tied with it that stands elsewhere in the list or past its end. */
function isSame(want: Scored, got: Scored, list: readonly Scored[], tolerance: number): boolean {
  const near = (score: number): boolean => Math.abs(score - want.score) <= tolerance;
  if (!near(got.score)) return false;
  if (got.id === want.id) return true;
  const elsewhere = list.find(({ id }) => id === want.id);
  return near(elsewhere === undefined ? list.at(-1)!.score : elsewhere.score);
}

import { scoreOf } from '../../core/hybrid.ts';
import type { UserQuery } from '../../core/hybrid.ts';
import type { ScoredModel } from './backend.ts';
import type { ScoringLayout } from './scoring-layout.ts';
import { EXCLUDED } from './scoring-program.ts';

/** Most items whose scores are compared. */
const COMPARED = 2000;

/** Scores a query: the bound on every score's error, or undefined when the device gave no answer. */
export type Score = (query: UserQuery, mask: Uint8Array) => Promise<number | undefined>;

/**
 * Drivers with faults exist: one made-up user, with a like, a lean to what is popular and items to leave out,
 * is scored both ways before any visitor is. Runs twice, since the first run also compiles. Gives what is wrong.
 */
export async function checkDevice(
  model: ScoredModel,
  { itemsPerTile }: Pick<ScoringLayout, 'itemsPerTile'>,
  scores: readonly Float32Array[],
  score: Score,
): Promise<string | undefined> {
  const { items, dim } = model.student;
  const query: UserQuery = {
    history: { items: [0], weights: [1] },
    user: Float32Array.from({ length: dim }, (_, c) => Math.cos(1 + c)),
    gate: 1,
    fade: 1,
    popularity: 1,
  };
  const mask = Uint8Array.from({ length: items }, (_, item) => (item % 7 === 6 ? 0 : 1));
  await score(query, mask);
  const error = await score(query, mask);
  if (error === undefined || error === Number.POSITIVE_INFINITY) return 'it gave no scores';
  const reference = scoreOf(model.student, model.prior, query);
  for (let item = 0; item < items; item += Math.ceil(items / COMPARED)) {
    const found = scores[Math.floor(item / itemsPerTile)]![item % itemsPerTile]!;
    const expected = mask[item] === 1 ? reference(item) : Number.NaN;
    const right = Number.isFinite(expected)
      ? Math.abs(expected - found) <= error
      : found < EXCLUDED.float16 / 2;
    if (!right) return `it scored item ${item} as ${found} instead of ${expected}`;
  }
  return undefined;
}

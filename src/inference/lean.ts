import { scoreOf } from '../core/hybrid.ts';
import type { UserQuery } from '../core/hybrid.ts';
import type { ScoredModel } from './backends/backend.ts';
import { spreadOf } from './popularity.ts';

/**
 * Standard deviations of score that the slider's ends add for one of log popularity. On the published models
 * this changes a third of a top 20 at −1; twice as much puts items first that nothing but their obscurity
 * speaks for, half as much is hardly seen.
 */
export const POPULARITY_STRENGTH = 1.25;

/** Items whose scores tell how far apart a history's scores lie. */
const SAMPLE = 512;

/**
 * The query with the popularity slider, −1 … 1, set. Scores of one model spread ten times as far as those of
 * another, and a long history's further than a short one's: so the slider counts in what the scores of this
 * history spread by, over items taken evenly from the catalogue.
 */
export function leanTo(slider: number, model: ScoredModel, query: UserQuery): UserQuery {
  if (slider === 0) return query;
  const { items } = model.student;
  const score = scoreOf(model.student, model.prior, query);
  const count = Math.min(SAMPLE, items);
  const scores = Array.from({ length: count }, (_, at) => score(Math.floor((at * items) / count)));
  const { deviation } = spreadOf(scores.filter(Number.isFinite));
  return { ...query, popularity: slider * POPULARITY_STRENGTH * deviation };
}

import type { History } from '../core/hybrid.ts';
import { weighTastes } from '../format/golden.ts';
import type { CheckedRequest } from './request.ts';

/**
 * The history of a request: the newest like weighs what a like weighs, one that `halfLife` likes followed
 * half of it. Dislikes keep their weight: nobody says when they came.
 */
export function historyOf({
  likes,
  dislikes,
  halfLife,
}: Pick<CheckedRequest, 'likes' | 'dislikes' | 'halfLife'>): History {
  const { items, weights } = weighTastes(likes, dislikes);
  const faded = Float64Array.from(weights);
  for (let at = 0; at < likes.length; at++) faded[at]! *= 2 ** -((likes.length - 1 - at) / halfLife);
  return { items, weights: faded };
}

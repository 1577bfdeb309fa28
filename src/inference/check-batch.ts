import { checkRequest, invalid } from './request.ts';
import type { CheckedRequest, ItemIndex } from './request.ts';
import type { RecommendRequest } from './types.ts';

/** Checks a batch; the message of a fault says which request it is in, counted from 0. */
export function checkRequests(requests: readonly RecommendRequest[], index: ItemIndex): CheckedRequest[] {
  if (!Array.isArray(requests)) throw invalid('a batch is not an array of requests');
  return requests.map((request: RecommendRequest, at) => {
    try {
      return checkRequest(request, index);
    } catch (cause) {
      throw invalid(`requests[${at}]: ${cause instanceof Error ? cause.message : String(cause)}`, cause);
    }
  });
}

/** What a request may wish for beyond a list of the best: code that a page downloads for the first such wish. */
export { diversify } from './diversity.ts';
export { createFilterMasks } from './filter.ts';
export { leanTo } from './lean.ts';
export { likenessAmong } from './similarity.ts';

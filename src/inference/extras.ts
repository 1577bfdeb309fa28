/**
 * What a recommender can do beyond one list: code that a page downloads when it first asks for any of it, and never
 * before its first list.
 */
export { parseGolden, parseReport, parseSamples } from '../format/on-demand.ts';
export { inOrder } from './batch.ts';
export { checkRequests } from './check-batch.ts';
export { createLinear } from './linear.ts';
export { findFaults } from './self-test.ts';
export { createSimilar } from './similar.ts';
export { createLikeness } from './similarity.ts';

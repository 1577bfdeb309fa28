/** What the page imports when it loads by itself: so the worker's file is imported whole, and needs no list of what is in it. */
export { loadRecommender } from './load.ts';

/** What a diverse list needs beyond any other: downloaded for the first one. */
export { diversify } from './diversity.ts';
export { likenessAmong } from './similarity.ts';

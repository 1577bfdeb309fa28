/** The worker's entry: a recommender for the page that started it. */
import { loadRecommender } from '../load.ts';
import { createHost } from './host.ts';
import { serveHost } from './messages.ts';
import type { Port } from './messages.ts';

// A dedicated worker's global scope is its end of the line; types know the page's alone.
serveHost(globalThis as unknown as Port, createHost(loadRecommender));

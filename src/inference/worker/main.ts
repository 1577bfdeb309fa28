/** The worker's entry: a recommender for the page that started it. */
import { expose } from 'comlink';
import { loadRecommender } from '../load.ts';
import { createHost } from './host.ts';

expose(createHost(loadRecommender));

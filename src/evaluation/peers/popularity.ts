import { popularityScorer } from '../scorers.ts';
import type { Peer } from './peer.ts';

/** The same list for everybody, as one 16-bit rank an item (32-bit from 65,537 items on). */
export function popularityPeer(popularity: ArrayLike<number>): Peer {
  const items = popularity.length;
  return {
    label: 'popularity',
    score: popularityScorer(popularity),
    bytes: items * (items > 65_536 ? 4 : 2),
    hyperparameters: {},
  };
}

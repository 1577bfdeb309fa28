import { formatCount } from '../format-text.ts';
import type { Manifest } from '../types.ts';

type Noun = Manifest['itemNoun'];

/** What is said around the list. */
export const words = {
  begin: (many: string) => `well-known ${many} of many kinds: three you love are enough`,
  ranked: (time: string) => `ranked on your device in ${time}`,
  fewer: (missing: number) => ` · ${missing} more to know you better`,
  nothing: 'Nothing is left to recommend.',
  tune: 'Tune the list',
  reset: 'Reset',
  anyTag: 'any',
  tag: 'Genre or tag',
  creator: 'By',
  creatorHint: 'any name',
  yearFrom: 'From year',
  yearTo: 'To year',
  filters: 'Only',
  diversity: 'Variety',
  diversityEnds: ['by score alone', 'as mixed as can be'],
  popularity: 'Fame',
  popularityEnds: ['little known', 'well known'],
  pure: 'Pure ranking: nothing is bent.',
  unknownCreator: 'nobody of this name here',
  more: (title: string) => `More about ${title}`,
  seen: (noun: Noun) => (noun.one === 'book' ? 'Already read' : 'Already seen'),
  hide: 'Not interested',
  similar: 'More like this',
  similarTo: (title: string) => `Most like ${title}`,
  without: 'What if I remove it?',
  ifRemoved: (title: string) => `Without ${title}`,
  remove: 'Remove it',
  close: 'Close',
  like: (title: string) => `Like ${title}`,
  onShelf: 'on your shelf',
  leaving: 'Would leave:',
  nothingLeaves: 'Nothing would leave the list.',
  kept: (kept: number, depth: number) =>
    `${formatCount(kept)} of the pure top ${formatCount(depth)} still shown`,
  moved: (moved: number, coming: number, leaving: number) =>
    `${formatCount(moved)} would move, ${formatCount(coming)} would come, ${formatCount(leaving)} would leave.`,
  movement: { same: 'same place', new: 'new', up: 'up', down: 'down' },
} as const;

import type { ItemNoun } from '../../types.ts';
import type { SentenceParts } from '../sentence.tsx';
import { format } from './format.ts';
import { shelf } from './shelf.ts';

/** The list under the shelf, its cards, and what opens below one. */
export const list = {
  popular: 'A place to begin',
  recommended: 'For you',
  failed: 'No list this time',
  nothing: 'Nothing is left to recommend.',
  begin: ({ many }: ItemNoun) => `well-known ${many} of many kinds: three you love are enough`,
  ranked: (time: string) => `ranked on your device in ${time}`,
  fewer: (missing: number) => ` · ${format.count(missing)} more to know you better`,
  rank: 'Rank',
  like: 'Like',
  likeItem: (title: string) => `Like ${title}`,
  dislike: 'Not for me',
  dislikeItem: (title: string) => `Not for me: ${title}`,
  more: 'More',
  moreAbout: (title: string) => `More about ${title}`,
  similar: 'More like this',
  seen: shelf.seen,
  hide: 'Not interested',
  /** An action of a card and the item it is for. */
  actionOn: (action: string, title: string) => `${action}: ${title}`,
  /** `share` is null where no other like adds anything. */
  because: <Node>(title: Node, share: string | null): SentenceParts<Node> => [
    'because you liked ',
    title,
    ...(share === null ? [] : [` (${share})`]),
  ],
  reasonMeans: (share: string, others: string | null) =>
    `${share} of what your likes add to its score${others === null ? '' : `; then ${others}`}`,
  reason: (title: string, share: string) => `${title} (${share})`,
  similarTo: <Node>(title: Node): SentenceParts<Node> => ['Most like ', title],
  close: 'Close',
  without: 'What if I remove it?',
  withoutItem: (title: string) => `What if I remove it? ${title}`,
  ifRemoved: <Node>(title: Node): SentenceParts<Node> => ['Without ', title],
  moved: (moved: number, coming: number, leaving: number) =>
    `${format.count(moved)} would move, ${format.count(coming)} would come, ${format.count(leaving)} would leave.`,
  leaving: <Node>(titles: Node): SentenceParts<Node> => ['Would leave: ', titles],
  nothingLeaves: 'Nothing would leave the list.',
  remove: 'Remove it',
};

/** Filters and sliders over the list. */
export const tuning = {
  heading: 'Tune the list',
  reset: 'Reset',
  filters: 'Only',
  tag: 'Genre or tag',
  anyTag: 'any',
  anotherTag: 'or another …',
  chosenTags: 'At least one of',
  removeTag: (tag: string) => `Without ${tag}`,
  creator: 'By',
  creatorHint: 'any name',
  unknownCreator: 'nobody of this name here',
  yearFrom: 'From year',
  yearTo: 'To year',
  diversity: 'Variety',
  diversityEnds: { least: 'by score alone', most: 'as mixed as can be' },
  popularity: 'Fame',
  popularityEnds: { least: 'little known', most: 'well known' },
  /** Where a slider stands between its ends. */
  value: (value: number, least: string, most: string) => `${format.figures(value)}; ${least} to ${most}`,
  pure: 'Pure ranking: nothing is bent.',
  kept: (kept: number, depth: number) =>
    `${format.count(kept)} of the pure top ${format.count(depth)} still shown`,
};

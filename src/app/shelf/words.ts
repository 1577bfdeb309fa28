import { formatCount } from '../format-text.ts';
import type { OfferFault } from '../store/state.ts';
import type { Manifest } from '../types.ts';

type Noun = Manifest['itemNoun'];

/** What is said around the shelf. */
export const words = {
  dislikes: 'Not for you',
  hidden: 'Not interested',
  seen: (noun: Noun) => (noun.one === 'book' ? 'Already read' : 'Already seen'),
  remove: (title: string) => `Remove ${title}`,
  exchange: 'Share or import',
  link: 'A link to your shelf',
  linkNote:
    'Your likes and dislikes stand in the link itself, behind the #: they reach whom you give it to, and no server.',
  copy: 'Copy link',
  copied: 'Copied.',
  notCopied: 'Press Ctrl+C or ⌘C to copy.',
  import: 'Import a shelf from a file',
  offered: 'A shelf was shared with you',
  offeredLikes: (count: number, titles: string) => `${formatCount(count)} liked: ${titles}`,
  andMore: (count: number) => ` and ${formatCount(count)} more`,
  kept: 'Your own shelf stays as it is until you choose.',
  add: 'Add to mine',
  replace: 'Put it in place of mine',
  decline: 'No, thanks',
  dismiss: 'Dismiss',
  fault: {
    unreadable: 'This file is no shelf of this page: choose one that “Export shelf” wrote.',
    empty: 'Nothing on that shelf is known to this model, so there is nothing to add.',
  } satisfies Record<OfferFault, string>,
} as const;

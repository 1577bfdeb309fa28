import type { OfferFault } from '../../store/state.ts';
import type { ItemNoun } from '../../types.ts';
import { counted, format } from './format.ts';

export const search = {
  label: ({ many }: ItemNoun) => `Search ${many} to like`,
  hint: ({ one }: ItemNoun) => `Find a ${one} you love`,
  results: 'Results',
  nothing: ({ one }: ItemNoun, listed: number) => `No ${one} among ${format.count(listed)} has these words.`,
  count: (count: number) => (count === 0 ? 'No results' : counted(count, { one: 'result', many: 'results' })),
  liked: 'on your shelf',
};

export const shelf = {
  heading: 'Your shelf',
  count: (likes: number) => `${format.count(likes)} liked`,
  clear: 'Clear shelf',
  liked: 'Liked',
  empty: 'still empty: like one below',
  remove: 'Remove',
  removeItem: (title: string) => `Remove ${title}`,
  dislike: 'Not for me after all',
  dislikeItem: (title: string) => `Not for me after all: ${title}`,
  dislikes: 'Not for you',
  hidden: 'Not interested',
  seen: (noun: ItemNoun): string => (noun.one === 'book' ? 'Already read' : 'Already seen'),
};

/** Shelves that come and go by link and file. */
export const exchange = {
  heading: 'Share or import',
  link: 'A link to your shelf',
  linkNote:
    'Your likes and dislikes stand in the link itself, behind the #: they reach whom you give it to, and no server.',
  copy: 'Copy link',
  copied: 'Copied.',
  notCopied: 'Press Ctrl+C or ⌘C to copy.',
  import: 'Import a shelf from a file',
  offered: 'A shelf was shared with you',
  offeredLikes: (count: number, titles: string) => `${format.count(count)} liked: ${titles}`,
  andMore: (count: number) => ` and ${format.count(count)} more`,
  kept: 'Your own shelf stays as it is until you choose.',
  first: 'Put it on yours to see what it recommends. Nothing is sent anywhere, and you can take it back.',
  take: 'Put it on my shelf',
  add: 'Add to mine',
  replace: 'Put it in place of mine',
  decline: 'No, thanks',
  dismiss: 'Dismiss',
  fault: {
    unreadable: 'This file is no shelf of this page: choose one that “Export shelf” wrote.',
    empty: 'Nothing on that shelf is known to this model, so there is nothing to add.',
  } satisfies Record<OfferFault, string>,
};

export const footer = {
  promise:
    'Your shelf is kept on this device only. Nothing about you leaves this page: there is no server to send it to.',
  check: 'How to check',
  checkSteps: (place: string) => [
    `Open the developer tools of your browser (F12), choose Network, and use the page: every request goes to ${place} for files of this page, and none says what you like. The page’s own Content-Security-Policy forbids it every other address.`,
    'Only the linear teacher in the explorer, if you ask it, fetches the files that hold the titles of the history that stands there, dozens of titles a file.',
    'Or turn the network off: everything goes on working.',
  ],
  /** The page is a file on a disk. */
  checkFile:
    'Open the developer tools of your browser (F12), choose Network, and use the page: nothing is requested, because the model is inside this file.',
  install: 'Add to home screen',
  installByHand: 'To have it on your home screen: Share, then “Add to Home Screen”.',
  export: 'Export shelf',
  erase: 'Erase everything',
  eraseHeading: 'Erase everything?',
  eraseNote: 'All shelves and settings of this page leave this device. This cannot be taken back.',
  eraseNow: 'Erase',
  keep: 'Keep',
};

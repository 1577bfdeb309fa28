import type { Text } from '../text/text.ts';

/** What became of one item. */
export type ItemChange = 'liked' | 'disliked' | 'hidden' | 'seen' | 'removed';

/** What became of the whole shelf. */
export type ShelfChange = 'cleared' | 'added' | 'replaced' | 'undone' | 'erased';

/** What has just happened, free of any language: the page says it in the one it speaks. */
export type Happening =
  | { readonly item: ItemChange; readonly title: string }
  | { readonly shelf: ShelfChange }
  /** A model by the title of its bundle. */
  | { readonly opened: string }
  | 'language';

/** What the list shows after it. */
export type Outcome = { readonly first: string } | 'popular' | 'nothing';

export interface Announcement {
  readonly happened: Happening;
  readonly outcome?: Outcome;
}

export function describeHappening({ said }: Text, happened: Happening): string {
  if (happened === 'language') return said.language;
  if ('opened' in happened) return said.opened(happened.opened);
  return 'item' in happened ? said.item[happened.item](happened.title) : said.shelf[happened.shelf];
}

export function describeAnnouncement(text: Text, { happened, outcome }: Announcement): string {
  return describeHappening(text, happened) + (outcome ? describeOutcome(text, outcome) : '');
}

function describeOutcome({ said }: Text, outcome: Outcome): string {
  return typeof outcome === 'string' ? said[outcome] : said.first(outcome.first);
}

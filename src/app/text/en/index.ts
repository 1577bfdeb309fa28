import { compare, explorerDoor, movement } from './compare.ts';
import { creators, format } from './format.ts';
import { list, tuning } from './list.ts';
import { header, page } from './page.ts';
import { footer, search, shelf, exchange } from './shelf.ts';
import { faults, loading, notices, said, undo } from './status.ts';

/** All that the page says in English but for the inside of the explorer. */
export const english = {
  language: 'en' as const,
  format,
  creators,
  /** Names or tags, one after the other. */
  enumerate: (names: readonly string[]) => names.join(', '),
  /** A tag of a catalogue. */
  tag: (name: string) => name,
  page,
  header,
  footer,
  search,
  shelf,
  exchange,
  list,
  tuning,
  movement,
  compare,
  explorerDoor,
  loading,
  notices,
  faults,
  said,
  undo,
};

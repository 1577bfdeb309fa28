import type { Text } from '../text.ts';
import { compare, explorerDoor, movement } from './compare.ts';
import { explorer } from './explorer.ts';
import { creators, format } from './format.ts';
import { list, tuning } from './list.ts';
import { header, page } from './page.ts';
import { exchange, footer, search, shelf } from './shelf.ts';
import { faults, loading, notices, said, undo } from './status.ts';
import { TAGS } from './tags.ts';

/** All that the page says in simplified Chinese. */
export const chinese: Text = {
  language: 'zh-CN',
  format,
  creators,
  enumerate: (names) => names.join('、'),
  tag: (name) => TAGS[name] ?? name,
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
  explorer,
  loading,
  notices,
  faults,
  said,
  undo,
};

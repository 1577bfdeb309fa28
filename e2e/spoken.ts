import { explorer } from '../src/app/text/en/explorer.ts';
import { english } from '../src/app/text/en/index.ts';
import { chinese } from '../src/app/text/zh-CN/index.ts';

/** What the bundle of the movies calls its items. */
export const MOVIE = { one: 'movie', many: 'movies' };

/** Each language of the page: a browser that wants it, and what the page then says. */
export const SPOKEN = [
  { language: 'English', locale: 'en-US', text: english, explorer },
  { language: 'Chinese', locale: 'zh-CN', text: chinese, explorer: chinese.explorer ?? explorer },
] as const;

/** How the name of a button begins that is made of a word and a title, whatever the title. */
export function startOf(sentence: (title: string) => string): RegExp {
  const [start] = sentence('\0').split('\0');
  return new RegExp(`^${start.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
}

import { languageOf } from '../text/language-of.ts';
import type { Item } from '../types.ts';

/** A title inside a sentence, to be read out in its own language. */
export function Title({ item: { title } }: { readonly item: Pick<Item, 'title'> }) {
  return <span lang={languageOf(title)}>{title}</span>;
}

import { createFormat } from '../format.ts';

export const format = createFormat('en');

const PLURALS = new Intl.PluralRules('en');

/** 1 book, 2 books, 1,000 books */
export function counted(
  count: number,
  { one, many }: { readonly one: string; readonly many: string },
): string {
  return `${format.count(count)} ${PLURALS.select(count) === 'one' ? one : many}`;
}

/** Frank Herbert; Neil Gaiman & Terry Pratchett; three or more: the first and “others”. */
export function creators(names: readonly string[]): string {
  return names.length <= 2 ? names.join(' & ') : `${names[0]} and others`;
}

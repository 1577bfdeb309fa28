import type { Text } from './text/text.ts';

/** Frank Herbert · 1965; the dot stays with the year when the line breaks. */
export function formatByline(
  { creators, format }: Text,
  item: { readonly creators: readonly string[]; readonly year: number | null },
): string {
  const names = creators(item.creators);
  if (item.year === null) return names;
  const year = format.year(item.year);
  return names === '' ? year : `${names} ·\u00a0${year}`;
}

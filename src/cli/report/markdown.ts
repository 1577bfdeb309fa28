/** A table in GitHub's dialect; the first column is text, the others are numbers. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = header.map((_, column) => (column === 0 ? '---' : '---:'));
  return [header, rule, ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** `97.9 %` of .979 */
export function percent(part: number): string {
  return `${(100 * part).toFixed(1)} %`;
}

/** `.3371` */
export function fraction(value: number): string {
  return value.toFixed(4).replace(/^(-?)0\./, '$1.');
}

/** `98.1 % (97.4–98.8)` of a ratio with its interval. */
export function ratioWithInterval(ratio: { value: number; low: number; high: number }): string {
  return `${percent(ratio.value)} (${range(ratio)})`;
}

/** `97.4–98.8`, in per cent. */
export function range({ low, high }: { low: number; high: number }): string {
  return `${(100 * low).toFixed(1)}–${(100 * high).toFixed(1)}`;
}

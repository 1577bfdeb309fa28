/** 868 kB, 49.0 MB: decimal units, three figures at most below 1,000 kB. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} kB`;
  if (bytes < 999_500_000) return `${(bytes / 1e6).toFixed(1)} MB`;
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

/** 0.624 → 62 %, with a no-break space. */
export function formatPercent(fraction: number): string {
  return `${Math.round(fraction * 100)}\u00a0%`;
}

/** 12,345 */
export function formatCount(count: number): string {
  return count.toLocaleString('en');
}

/** 0.43 ms, 7.1 ms, 120 ms. */
export function formatMilliseconds(ms: number): string {
  if (ms < 1) return `${ms.toFixed(2)}\u00a0ms`;
  return ms < 10 ? `${ms.toFixed(1)}\u00a0ms` : `${Math.round(ms)}\u00a0ms`;
}

/** Frank Herbert · 1965; the dot stays with the year when the line breaks. */
export function formatByline(creators: readonly string[], year: number | null): string {
  const names = formatCreators(creators);
  if (year === null) return names;
  return names === '' ? String(year) : `${names} ·\u00a0${year}`;
}

/** Frank Herbert; Neil Gaiman & Terry Pratchett; three or more: the first and “others”. */
export function formatCreators(creators: readonly string[]): string {
  if (creators.length <= 2) return creators.join(' & ');
  return `${creators[0]} and others`;
}

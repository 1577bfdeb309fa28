/** `1,204` */
export function grouped(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** `247.1 kB` */
export function kilobytes(bytes: number): string {
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(2)} MB`;
}

/** `1 min 12 s` */
export function duration(seconds: number): string {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/**
 * Passes on at most one line every `interval` ms, so that a log file of a long run stays readable; the
 * first line always passes.
 */
export function throttled(print: (line: string) => void, interval: number): (line: () => string) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (line) => {
    const now = performance.now();
    if (now - last < interval) return;
    last = now;
    print(line());
  };
}

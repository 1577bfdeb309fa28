import type { Language } from './languages.ts';

/** Every number and date of the page, one way of writing each. */
export interface Format {
  /** 12,345 */
  count(count: number): string;
  /** Three figures at most: 0.5, 13.2, 4,710 */
  figures(value: number): string;
  /** 868 kB, 49.0 MB: decimal units, three figures at most below 1,000 kB. */
  bytes(bytes: number): string;
  /** 10 kB, 1 MB: the same without decimals, for powers of ten along an axis. */
  wholeBytes(bytes: number): string;
  /** 0.624 → 62%; with one decimal 62.4% */
  percent(fraction: number, decimals?: 0 | 1): string;
  /** Two figures, as probabilities span powers of ten: 12%, 1.2%, 0.046% */
  probability(probability: number): string;
  /** 0.412 */
  score(score: number): string;
  /** 0.41; a true minus before what is below 0. */
  agreement(value: number): string;
  /** 0.43 ms, 7.1 ms, 120 ms */
  milliseconds(ms: number): string;
  /** 1965; a year before our era with its name. */
  year(year: number): string;
}

/** Intl in one language; a number and its unit stay on one line. Unit symbols are the same in all languages. */
export function createFormat(language: Language): Format {
  const number = (options: Intl.NumberFormatOptions) => new Intl.NumberFormat(language, options).format;
  const fixed = (decimals: number, style: 'decimal' | 'percent' = 'decimal') =>
    // What rounds to nothing has no sign.
    number({
      style,
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      signDisplay: 'negative',
    });
  const [whole, tenths, hundredths, thousandths] = [0, 1, 2, 3].map((decimals) => fixed(decimals));
  const percents = [fixed(0, 'percent'), fixed(1, 'percent')];
  const figures = number({ maximumSignificantDigits: 3 });
  const probability = number({
    style: 'percent',
    minimumSignificantDigits: 2,
    maximumSignificantDigits: 2,
  });
  const era = new Intl.DateTimeFormat(language, { year: 'numeric', era: 'short', timeZone: 'UTC' });
  const inBytes = (bytes: number, large: (value: number) => string): string => {
    if (bytes < 1000) return withUnit(whole(bytes), 'B');
    if (bytes < 999_500) return withUnit(whole(bytes / 1e3), 'kB');
    if (bytes < 999_500_000) return withUnit(large(bytes / 1e6), 'MB');
    return withUnit(large(bytes / 1e9), 'GB');
  };
  return {
    count: whole,
    figures,
    bytes: (bytes) => inBytes(bytes, tenths),
    wholeBytes: (bytes) => inBytes(bytes, whole),
    percent: (fraction, decimals = 0) => percents[decimals](fraction),
    probability,
    score: thousandths,
    agreement: (value) => hundredths(value).replace('-', '−'),
    milliseconds(ms) {
      if (ms < 1) return withUnit(hundredths(ms), 'ms');
      return withUnit(ms < 10 ? tenths(ms) : whole(ms), 'ms');
    },
    // The calendar has no year 0: −750 is the year −749 of Intl.
    year: (year) => (year > 0 ? String(year) : era.format(Date.UTC(year + 1, 6))),
  };
}

function withUnit(figure: string, unit: string): string {
  return `${figure}\u00a0${unit}`;
}

import { round } from './statistics.ts';

/** What one route did in one part of a suite. */
export interface Row {
  /** `latency`, `request`, `memory`, `start`, `size`, `loss`, `endurance`, or of another suite. */
  readonly part: string;
  readonly route: string;
  /** Items of the catalogue; absent where it does not matter. */
  readonly items?: number;
  /** Figures by name; the name ends in the unit: Ms, Bytes, or none for a count. */
  readonly figures: Readonly<Record<string, number>>;
}

/** One line of a table of targets. */
export interface Target {
  readonly what: string;
  /** What was promised, such as `>= 10`. */
  readonly target: string;
  /** What was measured, in the unit that `what` says; three digits. */
  readonly measured: number;
  readonly met: boolean;
}

/** What `--json` prints. */
export interface BenchReport {
  readonly rows: readonly Row[];
  readonly targets: readonly Target[];
}

/** The report as text for a terminal: a table a part, then the targets. */
export function describeReport({ rows, targets }: BenchReport): string {
  const parts = [...new Set(rows.map(({ part }) => part))];
  const tables = parts.map((part) =>
    describePart(
      part,
      rows.filter((row) => row.part === part),
    ),
  );
  const verdicts = targets.map(({ what, target, measured, met }) => [
    met ? 'met' : 'NOT MET',
    what,
    target,
    String(measured),
  ]);
  return [
    ...tables,
    ...(targets.length > 0 ? [table(['', 'target', 'wanted', 'measured'], verdicts)] : []),
  ].join('\n\n');
}

function describePart(part: string, rows: readonly Row[]): string {
  const names = [...new Set(rows.flatMap(({ figures }) => Object.keys(figures)))];
  const cells = rows.map(({ route, items, figures }) => [
    route,
    items?.toLocaleString('en-US') ?? '',
    ...names.map((name) => describeFigure(name, figures[name])),
  ]);
  return table([part, 'items', ...names.map(label)], cells);
}

/** `medianMs` → `median ms`, `gpuBytes` → `gpu kB` */
function label(name: string): string {
  return name.replace(/Bytes$/, ' kB').replace(/Ms$/, ' ms');
}

function describeFigure(name: string, value: number | undefined): string {
  if (value === undefined) return '';
  return round(name.endsWith('Bytes') ? value / 1000 : value).toLocaleString('en-US', {
    maximumFractionDigits: 4,
  });
}

/** Columns as wide as their widest cell; the first to the left, numbers to the right. */
function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...lines.map((cells) => cells[column]!.length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => {
        const isText = lines.some((other) => /[a-z]{2}/i.test(other[column]!));
        return isText ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!);
      })
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...lines.map(line)].join('\n');
}

import { formatBytes, formatCount, formatMilliseconds } from '../../format-text.ts';
import type { Manifest } from '../../types.ts';
import { REQUESTS } from './measure.ts';
import type { BackendResult } from './measure.ts';

export const BACKEND_NAMES = { webgl: 'WebGL', wasm: 'WebAssembly', plain: 'plain JavaScript' } as const;

/** What the part on this device says. */
export const DEVICE_TEXT = {
  heading: 'Measured here, now',
  intro: `Opens the model anew on each backend that this browser can run, and asks each ${REQUESTS} times with the histories of sample users. The times are what the page waits, the way to a worker and back included.`,
  measure: 'Measure this device',
  again: 'Measure again',
  measuring: (backend: keyof typeof BACKEND_NAMES) => `Measuring ${BACKEND_NAMES[backend]} …`,
  done: 'Measured.',
  chart: (names: readonly string[]) =>
    `Histogram of the ${REQUESTS} times of each backend: ${names.join(', ')}. The table has median and extremes.`,
  axis: 'Time of an answer, ms',
  countAxis: 'Answers',
  caption: 'Time of an answer on each backend',
  columns: ['Backend', 'Where', 'Start', 'Least', 'Median', '95 % within', 'Most', 'Memory'],
  where: { page: 'page', worker: 'worker' },
  memory: (bytes: number | null) => (bytes === null ? 'not told' : formatBytes(bytes)),
  memoryNote:
    'Start: from opening the model to its first answer. Memory: JavaScript of the page, where the browser tells it; a worker’s is not in it.',
  notHere: (reason: string) => `Does not run here: ${reason}`,
  copy: 'Copy the report',
  copied: 'Copied.',
  notCopied: 'This browser did not allow copying: the report stands below.',
  report: 'Report',
} as const;

/** The measurements as plain text, for an issue or a message. */
export function reportText(
  { title, counts, files }: Pick<Manifest, 'title' | 'counts' | 'files'>,
  results: readonly BackendResult[],
  browser: string,
): string {
  const lines = results.map((result) => {
    const name = BACKEND_NAMES[result.backend];
    if (!result.ran) return `${name}: does not run here (${result.reason})`;
    const { least, median, p95, most } = result.spread;
    const times = [least, median, p95, most].map(formatMilliseconds).join(' / ');
    return `${name}, ${result.thread}: ${times}; start ${formatMilliseconds(result.start)}; memory ${DEVICE_TEXT.memory(result.memory)}`;
  });
  const model = `${title}: ${formatCount(counts.items)} items, ${formatBytes(files['student.safetensors'].bytes)}`;
  return [
    `Attar on this device, ${REQUESTS} requests a backend: least / median / 95 % within / most`,
    model,
    ...lines,
    browser,
    '',
  ].join('\n');
}

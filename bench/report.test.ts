import { expect, test } from 'vitest';
import { describeReport } from './report.ts';

test('a report is a table a part, with units in its head, and a verdict a target', () => {
  const text = describeReport({
    rows: [
      { part: 'latency', route: 'one', items: 10_000, figures: { medianMs: 1.2345, calls: 7 } },
      { part: 'latency', route: 'other', items: 10_000, figures: { medianMs: 123.45, calls: 7 } },
      { part: 'size', route: 'one', figures: { brotliBytes: 12_345 } },
    ],
    targets: [{ what: 'times faster', target: '>= 10', measured: 9, met: false }],
  });
  expect(text.split('\n')).toEqual([
    'latency   items  median ms  calls',
    '───────  ──────  ─────────  ─────',
    'one      10,000       1.23      7',
    'other    10,000        123      7',
    '',
    'size  items  brotli kB',
    '────  ─────  ─────────',
    'one               12.3',
    '',
    '         target        wanted  measured',
    '───────  ────────────  ──────  ────────',
    'NOT MET  times faster   >= 10         9',
  ]);
});

import { describe, expect, test } from 'vitest';
import { codeRows, codeTarget, tapRow, tapTargets } from './results.ts';

const plan = { model: 'movies', backend: 'wasm', taps: 20 } as const;
/** 20 taps of 1, 2 … 20 ms, the last one with two long tasks. */
const taps = Array.from({ length: 20 }, (_, at) => ({ ms: at + 1, longTasks: at === 19 ? [51, 80] : [] }));

describe('taps', () => {
  test('are told by median, p95 and most, with the long tasks in between', () => {
    expect(tapRow(plan, taps).figures).toEqual({
      medianMs: 10.5,
      p95Ms: 19,
      mostMs: 20,
      taps: 20,
      longTasks: 2,
      longestTaskMs: 80,
    });
  });

  test('have their limit by the backend, and none may hold up the page', () => {
    const slow = taps.map((tap) => ({ ...tap, ms: tap.ms + 50 }));
    const verdicts = (backend: 'wasm' | 'webgl') => tapTargets({ ...plan, backend }, slow);
    expect(verdicts('wasm').map(({ target, met }) => [target, met])).toEqual([
      ['<= 50', false],
      ['= 0', false],
    ]);
    expect(verdicts('webgl')[0]).toMatchObject({ target: '<= 100', measured: 69, met: true });
  });
});

describe('code', () => {
  const files = [
    { name: 'small.js', encoding: 'none', bytes: 512 },
    { name: 'index.js', encoding: 'br', bytes: 2048 },
  ];

  test('is told file by file, largest first, with its encoding', () => {
    expect(codeRows(files).map(({ route }) => route)).toEqual(['index.js (br)', 'small.js (none)']);
  });

  test('counts as sent, and says how that was', () => {
    expect(codeTarget(files)).toEqual({
      what: 'first view: JavaScript and CSS as sent (br), KiB',
      target: '<= 300',
      measured: 2.5,
      met: true,
    });
  });
});

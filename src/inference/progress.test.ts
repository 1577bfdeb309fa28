import { afterEach, expect, test, vi } from 'vitest';
import type { WantedFile } from './cache/stored-file.ts';
import { runningTotal } from './progress.ts';

const file = (name: string, bytes: number): WantedFile => ({
  name,
  url: new URL(`http://localhost/${name}`),
  entry: { bytes, sha256: '' },
});

afterEach(() => {
  vi.useRealTimers();
});

test('a total is told now and then, and when a file is whole; it never falls', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  const [one, two] = [file('one', 1000), file('two', 500)];
  const told: (readonly [string, number])[] = [];
  const total = runningTotal([one, two], ({ phase, loaded }) => told.push([phase, loaded]));
  total.has(one, 100);
  total.has(one, 200);
  total.has(two, 50);
  vi.advanceTimersByTime(50);
  total.has(one, 300);
  // It has to start anew.
  vi.advanceTimersByTime(50);
  total.has(one, 0);
  total.has(two, 500);
  total.has(one, 1000);
  expect(told).toEqual([
    ['download', 100],
    ['download', 350],
    ['download', 500],
    ['download', 1500],
    ['verify', 1500],
  ]);
});

import { expect, test } from 'vitest';
import { fuzzSuite } from './suite.ts';

test('every damaged bundle is refused by a typed error or gives the right list', async () => {
  const { rows, targets } = await fuzzSuite({ quick: true, log: () => undefined });
  const counted = rows.flatMap(({ figures }) => Object.entries(figures));
  const sum = (outcome: string): number =>
    counted.filter(([name]) => name === outcome).reduce((total, [, count]) => total + count, 0);
  expect(sum('FAULT')).toBe(0);
  // Damage that is noticed and damage that is survived: both really happened.
  expect(sum('refused')).toBeGreaterThan(100);
  expect(sum('the same list on plain and wasm')).toBeGreaterThan(3);
  expect(targets.find(({ what }) => what.startsWith('neither'))).toMatchObject({ measured: 0, met: true });
});

// @ts-check
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readReports, withFigures } from './figures.mjs';

test('the README shows the figures of the committed report cards (npm run figures writes them)', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  expect(withFigures(readme, readReports())).toBe(readme);
});

test('a README without the markers is an error, not an empty table', () => {
  expect(() => withFigures('# Attar', readReports())).toThrowError(/lacks the markers/);
});

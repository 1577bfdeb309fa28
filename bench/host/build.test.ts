import { expect, test } from 'vitest';
import { buildLibrary } from './build.ts';
import { reachable } from './bundle-size.ts';

const library = await buildLibrary();
const namesOf = (code: string): string[] =>
  [...code.matchAll(/from"(.+?)"|import"(.+?)"/g)].map((m) => m[1] ?? m[2]!);

test('a page that loads on its own thread never runs what a worker runs at its start', () => {
  const sources = reachable(library, 'inference/load.ts').flatMap(({ moduleIds }) => moduleIds);
  expect(sources.filter((id) => id.endsWith('/worker/main.ts'))).toEqual([]);
});

test('the file of the worker asks for all files that it needs at once', () => {
  const [entry] = library.filter(({ facadeModuleId }) => facadeModuleId?.endsWith('/worker/main.ts'));
  const needed = reachable(library, '/worker/main.ts', { later: false }).filter((chunk) => chunk !== entry);
  expect(namesOf(entry!.code).sort()).toEqual(needed.map(({ fileName }) => `./${fileName}`).sort());
});

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hashOf, parseRoute } from './explorer-route.ts';
import type { ExplorerRoute } from './explorer-route.ts';

it('finds every place again by its address', () => {
  const route = fc.oneof(
    fc.constantFrom<ExplorerRoute>({ view: 'curve' }, { view: 'device' }, { view: 'readers', reader: null }),
    fc.string({ unit: 'grapheme' }).map((reader): ExplorerRoute => ({ view: 'readers', reader })),
  );
  fc.assert(
    fc.property(route, (place) => {
      expect(parseRoute(hashOf(place))).toEqual(place);
    }),
  );
});

it('is closed at every other address of the page', () => {
  for (const hash of ['', '#', '#compare', '#explorers', '#explorer/elsewhere', '#shelf=explorer']) {
    expect(parseRoute(hash)).toBeNull();
  }
});

it('opens at the first reader when the link was cut in the middle of a character', () => {
  expect(parseRoute('#explorer/reader/%E4%B')).toEqual({ view: 'readers', reader: null });
});

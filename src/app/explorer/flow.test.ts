import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countSteps, flowBetween } from './flow.ts';

it('tells what rose, fell, stayed, came and went', () => {
  const flow = flowBetween([10, 20, 30, 40], [30, 20, 10, 50]);
  expect(flow.to).toEqual([
    { item: 30, rank: 1, step: { kind: 'up', by: 2 } },
    { item: 20, rank: 2, step: { kind: 'same' } },
    { item: 10, rank: 3, step: { kind: 'down', by: 2 } },
    { item: 50, rank: 4, step: { kind: 'new' } },
  ]);
  expect(flow.from.filter(({ missing }) => missing)).toEqual([{ item: 40, rank: 4, missing: true }]);
  expect(flow.links).toContainEqual({ item: 10, from: 1, to: 3 });
  expect(countSteps(flow)).toEqual({ same: 1, moved: 2, added: 1, missing: 1 });
});

it('joins each item of both lists once, whatever the lists', () => {
  const list = fc.uniqueArray(fc.nat(30), { maxLength: 20 });
  fc.assert(
    fc.property(list, list, (from, to) => {
      const { links, ...flow } = flowBetween(from, to);
      expect(links.map(({ item }) => item)).toEqual(from.filter((item) => to.includes(item)));
      const { same, moved, added, missing } = countSteps({ ...flow, links });
      expect(same + moved).toBe(links.length);
      expect(added).toBe(to.length - links.length);
      expect(missing).toBe(from.length - links.length);
    }),
  );
});

import { expect, test } from 'vitest';
import { turns } from './measure.ts';

test('pages that take turns do not always follow the same one', () => {
  const pages = ['a', 'b', 'c'];
  const rounds = Array.from({ length: 6 }, (_, time) => turns(pages, time));
  for (const round of rounds) expect(round.toSorted()).toEqual(pages);
  for (const page of pages) {
    const before = rounds.flatMap((round) => round.slice(0, -1).filter((_, at) => round[at + 1] === page));
    expect(new Set(before).size).toBe(2);
  }
  expect(new Set(rounds.map(([first]) => first)).size).toBe(3);
});

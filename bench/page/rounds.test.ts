import { describe, expect, test } from 'vitest';
import { timeRounds } from './rounds.ts';
import type { Contestant } from './rounds.ts';

/** Contestants on a clock that only their calls move on. */
function race(speeds: Record<string, number>): {
  contestants: Contestant[];
  log: string[];
  clock: () => number;
} {
  let now = 0;
  const log: string[] = [];
  const contestants = Object.entries(speeds).map(([name, ms]) => ({
    name,
    call: async () => {
      log.push(name);
      now += ms;
    },
  }));
  return { contestants, log, clock: () => now };
}

const pause = async (): Promise<void> => undefined;

describe('timed rounds', () => {
  test('warm up, then time each one in turn, another one first each round', async () => {
    const { contestants, log, clock } = race({ slow: 100, slower: 2000 });
    const times = await timeRounds(contestants, { budget: 0, least: 2, most: 9, clock, pause });
    expect(times).toEqual({ slow: [100, 100], slower: [2000, 2000] });
    const warm = ['slow', 'slow', 'slow', 'slower', 'slower'];
    expect(log).toEqual([...warm, 'slow', 'slower', 'slower', 'slow']);
  });

  test('call a quick one once off the clock, then five times or for 30 ms', async () => {
    const { contestants, log, clock } = race({ quick: 1, medium: 20 });
    const times = await timeRounds(contestants, { budget: 0, least: 1, most: 1, clock, pause });
    expect(times).toEqual({ quick: [1, 1, 1, 1, 1], medium: [20, 20] });
    expect(log.filter((name) => name === 'medium')).toHaveLength(3 + 1 + 2);
  });

  test('end with the budget, but not before the least rounds', async () => {
    const options = { least: 3, most: 50, pause };
    const few = race({ one: 100 });
    expect((await timeRounds(few.contestants, { ...options, budget: 0, clock: few.clock })).one).toHaveLength(
      3,
    );
    const some = race({ one: 100 });
    expect(
      (await timeRounds(some.contestants, { ...options, budget: 1000, clock: some.clock })).one,
    ).toHaveLength(10);
  });
});

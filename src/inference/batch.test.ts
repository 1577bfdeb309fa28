import { describe, expect, test } from 'vitest';
import { inOrder } from './batch.ts';

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('a batch', () => {
  test('gives one answer a request, in their order, and starts none before the last is done', async () => {
    let running = 0;
    const answers = await inOrder([30, 1, 10], async (ms) => {
      expect(running++).toBe(0);
      await wait(ms);
      running--;
      return ms;
    });
    expect(answers).toEqual([30, 1, 10]);
  });

  test('lets the page run between answers that take long', async () => {
    let turns = 0;
    const clock = setInterval(() => turns++, 0);
    const busy = async (): Promise<void> => {
      const end = performance.now() + 10;
      while (performance.now() < end);
    };
    await inOrder([1, 2, 3, 4, 5], busy);
    clearInterval(clock);
    expect(turns).toBeGreaterThan(0);
  });

  test('ends with the first fault', async () => {
    const asked: number[] = [];
    const answer = async (request: number): Promise<void> => {
      asked.push(request);
      if (request === 2) throw new RangeError('two');
    };
    await expect(inOrder([1, 2, 3], answer)).rejects.toThrow('two');
    expect(asked).toEqual([1, 2]);
  });

  test('of nothing is nothing', async () => {
    expect(await inOrder([], wait)).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { createLatest, createQueue } from './latest.ts';

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

describe('a queue', () => {
  it('runs one task at a time, in order, past a failing one', async () => {
    const queue = createQueue();
    const log: string[] = [];
    const task = (name: string, ms: number) => async () => {
      log.push(`${name} begins`);
      await pause(ms);
      log.push(`${name} ends`);
      if (name === 'b') throw new Error('b fails');
      return name;
    };
    const answers = await Promise.allSettled([queue(task('a', 5)), queue(task('b', 1)), queue(task('c', 0))]);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
    expect(answers.map((answer) => answer.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});

describe('the latest answer', () => {
  it('wins; overtaken questions are dropped, and those still waiting are never put', async () => {
    const { ask } = createLatest(createQueue());
    const put: number[] = [];
    const question = (number: number) =>
      ask(async () => {
        put.push(number);
        await pause(2);
        return number;
      });
    const first = question(1);
    await pause(1);
    const answers = await Promise.all([first, question(2), question(3)]);
    expect(answers).toEqual([undefined, undefined, 3]);
    expect(put).toEqual([1, 3]);
  });

  it('does not report the fault of a question that was overtaken', async () => {
    const { ask } = createLatest(createQueue());
    const failing = ask(async () => {
      await pause(1);
      throw new Error('too late to matter');
    });
    const answer = ask(async () => 'new');
    expect(await failing).toBeUndefined();
    expect(await answer).toBe('new');
    await expect(ask(async () => Promise.reject(new Error('matters')))).rejects.toThrow('matters');
  });

  it('is nothing once forgotten', async () => {
    const { ask, forget } = createLatest(createQueue());
    const answer = ask(async () => 'old model');
    forget();
    expect(await answer).toBeUndefined();
  });
});

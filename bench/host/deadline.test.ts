import { afterEach, expect, test, vi } from 'vitest';
import { inTime } from './deadline.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('what is in time is handed on, be it an answer or a fault', async () => {
  expect(await inTime('the page', 1000, Promise.resolve(7))).toBe(7);
  await expect(inTime('the page', 1000, Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});

test('a page that never answers is an error that names it, and the time it had', async () => {
  vi.useFakeTimers();
  const waiting = inTime('http://localhost/start-tfjs/', 60_000, new Promise(() => undefined));
  const told = waiting.catch((fault: unknown) => String(fault));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await told).toMatch(/http:\/\/localhost\/start-tfjs\/ did not answer within 60 s/);
});

test('no timer is left behind', async () => {
  vi.useFakeTimers();
  await inTime('the page', 60_000, Promise.resolve());
  expect(vi.getTimerCount()).toBe(0);
});

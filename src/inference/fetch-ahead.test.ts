import { describe, expect, test } from 'vitest';
import { fetchAhead } from './fetch-ahead.ts';

const address = new URL('http://localhost/model/manifest.json');
const other = new URL('http://localhost/model/student.safetensors');

/** Answers with how often it was asked, and hangs where it is told to, until its signal fires. */
function countingFetch(hang = false) {
  const asked: string[] = [];
  const fetch = ((input: URL, init?: RequestInit) => {
    asked.push(input.href);
    if (!hang) return Promise.resolve(new Response(String(asked.length)));
    return new Promise<Response>((_, reject) => {
      init?.signal?.addEventListener('abort', () => reject(new Error('called off')));
    });
  }) as typeof globalThis.fetch;
  return { asked, fetch };
}

describe('an address that is asked for ahead', () => {
  test('is asked for at once, and answers the first call for it, and no other', async () => {
    const { asked, fetch } = countingFetch();
    const ahead = fetchAhead(address, fetch, undefined);
    expect(asked).toEqual([address.href]);
    expect(await (await ahead(other)).text()).toBe('2');
    expect(await (await ahead(new URL(address))).text()).toBe('1');
    expect(await (await ahead(address)).text()).toBe('3');
  });

  test.each(['caller', 'call'])('is called off by the signal of the %s', async (who) => {
    const stop = new AbortController();
    const { fetch } = countingFetch(true);
    const ahead = fetchAhead(address, fetch, who === 'caller' ? stop.signal : undefined);
    const answer = ahead(address, who === 'call' ? { signal: stop.signal } : {});
    stop.abort();
    await expect(answer).rejects.toThrow('called off');
  });

  test('may fail before anybody waits for it', async () => {
    const ahead = fetchAhead(address, () => Promise.reject(new TypeError('no network')), undefined);
    await new Promise((resolve) => setTimeout(resolve, 0));
    await expect(ahead(address)).rejects.toThrow('no network');
  });
});

import { addressOf } from './address.ts';
import { endOf } from './end-of.ts';

/**
 * Asks for one address at once, and gives a `fetch` whose first call for it gets that answer: what stands before that
 * call need not be waited for. The request ends with the caller's signal, and from the call on with the call's.
 * `given` are the bytes that another thread has asked for already, if that comes to something.
 */
export function fetchAhead(
  address: URL,
  fetch: typeof globalThis.fetch,
  caller: AbortSignal | undefined,
  given?: Promise<Uint8Array | undefined>,
): typeof globalThis.fetch {
  const stop = new AbortController();
  const endWith = (signal: AbortSignal | null | undefined): void => {
    if (signal?.aborted) stop.abort(signal.reason);
    signal?.addEventListener('abort', () => stop.abort(signal.reason), { once: true });
  };
  endWith(caller);
  // As `download` asks.
  const ask = async (): Promise<Response> => fetch(address, { signal: stop.signal, cache: 'no-cache' });
  const wait = async (): Promise<Response> => {
    const bytes = await Promise.race([given, endOf(stop.signal)]);
    return bytes ? new Response(bytes as Uint8Array<ArrayBuffer>) : ask();
  };
  let early: Promise<Response> | undefined = given ? wait() : ask();
  early.catch(() => undefined);
  return (input, init) => {
    const asked = addressOf(input);
    if (early === undefined || asked !== address.href) return fetch(input, init);
    const answer = early;
    early = undefined;
    endWith(init?.signal);
    return answer;
  };
}

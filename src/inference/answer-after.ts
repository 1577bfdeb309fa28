import { addressOf } from './address.ts';

/** ms that an answer waits at most. */
const LONGEST_MS = 250;

export interface AnswerAfterOptions {
  /** What this address answers is given at once. */
  readonly except: URL;
  /** ms without a byte after which a connection counts as broken: an answer waits half of that at most. */
  readonly patience: number;
}

/**
 * A `fetch` whose answers are given once some code runs, or after a quarter of a second. Requests leave at once, but
 * browsers put off code that has come for as long as there are bytes to read, and what it sets going could be done
 * meanwhile.
 */
export function answerAfter(
  code: Promise<unknown>,
  fetch: typeof globalThis.fetch,
  { except, patience }: AnswerAfterOptions,
): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (addressOf(input) !== except.href) {
      const long = new Promise((resolve) => setTimeout(resolve, Math.min(LONGEST_MS, patience / 2)));
      await Promise.race([code, long]);
    }
    return response;
  };
}

import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { tinyBundle } from '../src/format/tiny-bundle.ts';
import { bundleLibrary, LibraryHost } from './library-host.ts';

const STRICT = "default-src 'self'; script-src 'self'; worker-src 'self'";
const WITH_WASM = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'";
const WITHOUT_WORKERS = "default-src 'self'; script-src 'self'; worker-src 'none'";

/** What loading and asking came to: who answered and where, or the code of a fault; and what was refused. */
interface Outcome {
  readonly answeredBy?: string;
  readonly thread?: string;
  readonly faults?: readonly string[];
  readonly code?: string;
  readonly message?: string;
  readonly refused: readonly string[];
}

let host: LibraryHost;

test.beforeAll(async () => {
  host = new LibraryHost(await bundleLibrary(), { model: tinyBundle({ items: 200 }).files });
  await host.open();
});
test.afterAll(() => host.close());

/** Loads the model in a page of that policy. */
async function runUnder(policy: string, page: Page, backend: string, thread: string): Promise<Outcome> {
  host.policy = policy;
  await page.goto(host.address);
  return page.evaluate(
    async ([wish, where, library]) => {
      const refused: string[] = [];
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
        refused.push(`${effectiveDirective} ${blockedURI}`);
      });
      const { loadRecommender } = await import(library!);
      try {
        const options = { backend: wish, thread: where, start: 'ready' };
        const recommender = await loadRecommender('./model/', options);
        const faults = await recommender.selfTest();
        const { backend: answeredBy } = await recommender.recommend({ likes: ['1', '2'] });
        recommender.dispose();
        return { answeredBy, thread: recommender.thread, faults, refused };
      } catch (error) {
        const { code, message } = error as { code: string; message: string };
        return { code, message, refused };
      }
    },
    [backend, thread, `${host.address}library.js`],
  );
}

for (const thread of ['page', 'worker']) {
  for (const backend of ['webgl', 'plain']) {
    test(`${backend} runs under script-src 'self', on the ${thread}`, async ({ page }) => {
      const { refused, ...outcome } = await runUnder(STRICT, page, backend, thread);
      expect(outcome).toEqual({ answeredBy: backend, thread, faults: [] });
      // TensorFlow.js comes with long integers that try WebAssembly and do without it.
      expect(refused.filter((what) => what !== 'script-src wasm-eval')).toEqual([]);
    });
  }

  test(`wasm says what it needs under script-src 'self', on the ${thread}`, async ({ page }) => {
    const outcome = await runUnder(STRICT, page, 'wasm', thread);
    expect(outcome.code).toBe('backend/unavailable');
    expect(outcome.message).toContain("'wasm-unsafe-eval' in script-src");
  });

  test(`wasm runs under 'wasm-unsafe-eval', on the ${thread}`, async ({ page }) => {
    const outcome = await runUnder(WITH_WASM, page, 'wasm', thread);
    expect(outcome).toEqual({ answeredBy: 'wasm', thread, faults: [], refused: [] });
  });

  test(`auto takes what the policy allows, on the ${thread}`, async ({ page }) => {
    const outcome = await runUnder(STRICT, page, 'auto', thread);
    expect(outcome).toMatchObject({ thread, faults: [] });
    expect(['webgl', 'plain']).toContain(outcome.answeredBy);
  });
}

test("a page under worker-src 'none' runs on the page", async ({ page }) => {
  const outcome = await runUnder(WITHOUT_WORKERS, page, 'plain', 'auto');
  expect(outcome).toMatchObject({ answeredBy: 'plain', thread: 'page', faults: [] });
});

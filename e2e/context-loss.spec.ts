import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { tinyBundle } from '../src/format/tiny-bundle.ts';
import { bundleLibrary, LibraryHost } from './library-host.ts';
import { ask, load, wantedList } from './library-page.ts';
import type { Outcome } from './library-page.ts';

/** No page can reach a context of the worker: these tests speak to the worker itself. */
let host: LibraryHost;
let list: Outcome['list'];

test.beforeAll(async () => {
  host = new LibraryHost(await bundleLibrary(), { model: tinyBundle({ items: 2000, dim: 16 }).files });
  await host.open();
});
test.afterAll(() => host.close());
test.beforeEach(async ({ page }) => {
  host.answer = () => false;
  await page.goto(host.address);
  list = await wantedList(host, page);
  await endWorker(page);
});

/** The page's next worker is then its only one. */
async function endWorker(page: Page): Promise<void> {
  await page.evaluate(() =>
    (globalThis as never as { recommender: { dispose(): void } }).recommender.dispose(),
  );
  await expect.poll(() => page.workers().length).toBe(0);
}

/** Keeps every WebGL context of the page's one worker, and takes the first `lose` of them away at once. */
async function holdContexts(page: Page, lose: number): Promise<void> {
  const [worker] = page.workers();
  await worker!.evaluate((losses) => {
    const scope = globalThis as never as { contexts: WebGL2RenderingContext[] };
    scope.contexts = [];
    const { getContext } = OffscreenCanvas.prototype;
    OffscreenCanvas.prototype.getContext = function (this: OffscreenCanvas, ...given: never) {
      const context = getContext.apply(this, given) as WebGL2RenderingContext | null;
      if (context !== null && scope.contexts.push(context) <= losses) {
        queueMicrotask(() => context.getExtension('WEBGL_lose_context')!.loseContext());
      }
      return context;
    } as typeof getContext;
  }, lose);
}

function loseContexts(page: Page): Promise<void> {
  return page.workers()[0]!.evaluate(() => {
    const { contexts } = globalThis as never as { contexts: WebGL2RenderingContext[] };
    for (const context of contexts) context.getExtension('WEBGL_lose_context')?.loseContext();
  });
}

/** Loads while this file holds every context of the worker from its first, of which `lose` are lost at once. */
async function loadHeld(page: Page, lose: number): Promise<Outcome> {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  host.answer = (path, response, body) => {
    if (path !== 'model/student.safetensors') return false;
    void held.then(() => response.end(body));
    return true;
  };
  const loading = load(host, page, { cache: 'none' });
  await expect.poll(() => page.workers().length).toBe(1);
  await holdContexts(page, lose);
  release();
  return loading;
}

const answeredByWebGL = (page: Page) => expect.poll(async () => (await ask(page)).by).toBe('webgl');

test('a context of the worker that is lost while requests are scored costs no list, and WebGL comes back', async ({
  page,
}) => {
  expect(await loadHeld(page, 0)).toMatchObject({ list });
  await answeredByWebGL(page);
  for (let loss = 0; loss < 5; loss++) {
    const asking = Array.from({ length: 8 }, () => ask(page));
    await loseContexts(page);
    for (const outcome of await Promise.all(asking)) expect(outcome).toMatchObject({ list });
    await answeredByWebGL(page);
    expect(await ask(page)).toMatchObject({ list });
  }
  // It was there at first, and came back from each loss.
  const { notices } = await ask(page);
  expect(notices.filter((by) => by === 'webgl')).toHaveLength(6);
  expect(notices.filter((by) => by !== 'webgl')).toHaveLength(5);
});

test('a context of the worker that is lost while the model loads is made again', async ({ page }) => {
  expect(await loadHeld(page, 1)).toMatchObject({ list });
  await answeredByWebGL(page);
  const { list: again, notices } = await ask(page);
  expect(again).toEqual(list);
  expect(notices).toEqual(['wasm', 'webgl']);
});

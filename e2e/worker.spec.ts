import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { tinyBundle } from '../src/format/tiny-bundle.ts';
import { bundleLibrary, LibraryHost } from './library-host.ts';

let host: LibraryHost;

test.beforeAll(async () => {
  const large = tinyBundle({ items: 20_000, dim: 192, nnz: 12 });
  host = new LibraryHost(await bundleLibrary(), { large: large.files });
  await host.open();
});
test.afterAll(() => host.close());

interface Outcome {
  readonly thread: string;
  readonly lists: number;
  /** ms of each task above 50 ms while the lists were made. */
  readonly longTasks: readonly number[];
}

/** Asks for five lists as long and varied as can be: work grows with the square of their length, and a quick machine must not be done in 50 ms. */
function recommend(page: Page, thread: string): Promise<Outcome> {
  return page.evaluate(
    async ([where, library]) => {
      const { loadRecommender } = await import(library!);
      const recommender = await loadRecommender('./large/', { backend: 'plain', thread: where });
      const ids: string[] = recommender.catalogue.ids;
      const longTasks: number[] = [];
      const observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longTasks.push(duration);
      });
      // What reading the catalogue took is over, and reported, before the lists begin.
      await new Promise((done) => setTimeout(done, 300));
      observer.observe({ type: 'longtask' });
      let lists = 0;
      for (let at = 0; at < 5; at++) {
        const likes = ids.slice(at * 20, at * 20 + 20);
        const { items } = await recommender.recommend({ likes, k: 1000, diversity: 0.5 });
        if (items.length === 1000) lists += 1;
      }
      await new Promise((done) => setTimeout(done, 300));
      observer.disconnect();
      recommender.dispose();
      return { thread: recommender.thread, lists, longTasks };
    },
    [thread, `${host.address}library.js`],
  );
}

test.describe('a large model', () => {
  // On a machine that is busy with other things any task may take 50 ms.
  test.describe.configure({ retries: 2 });

  test('leaves a page whose recommender is in a worker without a task over 50 ms', async ({ page }) => {
    await page.goto(host.address);
    expect(await recommend(page, 'worker')).toEqual({ thread: 'worker', lists: 5, longTasks: [] });
  });

  test('keeps a page busy whose recommender runs there: the measure can tell', async ({ page }) => {
    await page.goto(host.address);
    const { thread, longTasks } = await recommend(page, 'page');
    expect(thread).toBe('page');
    expect(longTasks.length).toBeGreaterThan(0);
  });
});

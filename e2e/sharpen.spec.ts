import type { ServerResponse } from 'node:http';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { tinyBundle } from '../src/format/tiny-bundle.ts';
import { bundleLibrary, LibraryHost } from './library-host.ts';

const STUDENT = 'model/student.safetensors';
const bundle = tinyBundle({ items: 2000, dim: 16, nnz: 20, variant: 'small' });
let host: LibraryHost;
/** Bytes of the student that a drip has sent. */
let sent = 0;

test.beforeAll(async () => {
  host = new LibraryHost(await bundleLibrary(), { model: bundle.files });
  await host.open();
});
test.afterAll(() => host.close());

/** Sends in 75 pieces, 20 ms apart: a second and a half, most of which a first list does not take. */
async function drip(response: ServerResponse, body: Uint8Array): Promise<void> {
  const piece = Math.ceil(body.length / 75);
  for (sent = 0; sent < body.length; sent += piece) {
    response.write(body.subarray(sent, sent + piece));
    await new Promise((next) => setTimeout(next, 20));
  }
  response.end();
}

/** Lists that a page sees, ids and scores, and who answered: a plain load's is one, a sharpening one's are two. */
function lists(page: Page, options: object): Promise<unknown[]> {
  return page.evaluate(
    async ([given, library]) => {
      const { loadRecommender } = await import(library as string);
      let told: () => void;
      const changed = new Promise<void>((resolve) => {
        told = resolve;
      });
      const onNotice = ({ code }: { code: string }) => code === 'student/changed' && told();
      const recommender = await loadRecommender('./model/', {
        ...(given as object),
        cache: 'none',
        onNotice,
      });
      const list = async () => {
        const { items, backend } = await recommender.recommend({ likes: ['1', '40', '700'], k: 50 });
        const entries = items.map(({ id, score }: { id: string; score: number }) => [id, score]);
        return { entries, backend, architecture: recommender.manifest.architecture };
      };
      const seen = [await list()];
      await fetch('./seen');
      if ('sharpen' in (given as object)) {
        await changed;
        seen.push(await list());
      }
      recommender.dispose();
      return seen;
    },
    [options, `${host.address}library.js`],
  );
}

for (const thread of ['page', 'worker']) {
  test(`a first list comes long before a student that drips, on the ${thread}, and the last is a plain load's`, async ({
    page,
  }) => {
    host.answer = () => false;
    await page.goto(host.address);
    const options = { backend: 'wasm', thread };
    const [plain] = await lists(page, options);
    const [small] = await lists(page, { ...options, variant: 'small' });
    expect(plain).not.toEqual(small);
    host.answer = (path, response, body) => path === STUDENT && (void drip(response, body), true);
    const sentByThen = page.waitForRequest((request) => request.url().endsWith('/seen')).then(() => sent);
    expect(await lists(page, { ...options, sharpen: 'always' })).toEqual([small, plain]);
    expect(await sentByThen).toBeLessThan(bundle.files['student.safetensors'].length);
  });
}

import { chromium, expect, test } from '@playwright/test';
import { chromiumOptions } from '../scripts/chromium.ts';
import { tinyBundle } from '../src/format/tiny-bundle.ts';
import { bundleLibrary, LibraryHost } from './library-host.ts';
import { ask, load, wantedList } from './library-page.ts';

let host: LibraryHost;

test.beforeAll(async () => {
  host = new LibraryHost(await bundleLibrary(), { model: tinyBundle({ items: 2000, dim: 16 }).files });
  await host.open();
});
test.afterAll(() => host.close());
test.beforeEach(() => {
  host.answer = () => false;
});

for (const thread of ['page', 'worker']) {
  for (const file of ['manifest.json', 'student.safetensors', 'catalogue.json']) {
    test(`a line that is cut in ${file} for good is a network fault, on the ${thread}, and mends`, async ({
      page,
    }) => {
      await page.goto(host.address);
      host.answer = (path, response, body) => {
        if (path !== `model/${file}`) return false;
        response.writeHead(200, { 'content-length': body.length });
        response.write(body.subarray(0, body.length >> 1), () => setTimeout(() => response.destroy(), 20));
        return true;
      };
      const options = { backend: 'plain', thread };
      expect(await load(host, page, options)).toEqual({ notices: [], fault: 'load/network' });
      host.answer = () => false;
      expect(await load(host, page, options)).toMatchObject({ by: 'plain', thread, notices: [] });
    });
  }

  test(`a device that is full has the model in memory, and the page hears of it, on the ${thread}`, async ({
    page,
    context,
  }) => {
    await page.goto(host.address);
    const session = await context.newCDPSession(page);
    const { origin } = new URL(host.address);
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    expect(await load(host, page, { backend: 'plain', thread })).toMatchObject({ by: 'plain' });
    await expect.poll(async () => (await ask(page)).notices).toEqual(['cache/full']);
    await session.send('Storage.overrideQuotaForOrigin', { origin });
    expect(await load(host, page, { backend: 'plain', thread })).toMatchObject({ notices: [] });
  });

  test(`storage that is cleared while the model runs costs a download, on the ${thread}`, async ({
    page,
  }) => {
    await page.goto(host.address);
    const list = await wantedList(host, page);
    const options = { backend: 'plain', thread };
    await load(host, page, options);
    expect(await page.evaluate(() => caches.delete('attar-models'))).toBe(true);
    expect(await ask(page)).toMatchObject({ list, notices: [] });
    expect(await load(host, page, options)).toMatchObject({ list, notices: [] });
  });
}

test('a browser without WebGL is answered by wasm, and a page that insists is refused', async () => {
  const { args, ...options } = chromiumOptions();
  const drawn = args.filter((flag) => !flag.includes('swiftshader'));
  const none = ['--disable-gpu', '--disable-software-rasterizer'];
  const browser = await chromium.launch({ ...options, args: [...drawn, ...none] });
  try {
    const page = await browser.newPage();
    await page.goto(host.address);
    const list = await wantedList(host, page);
    expect(await load(host, page)).toMatchObject({ list, by: 'plain', thread: 'worker' });
    await expect.poll(async () => (await ask(page)).by).toBe('wasm');
    const { list: standIn, notices } = await ask(page);
    expect(standIn).toEqual(list);
    expect(new Set(notices)).toEqual(new Set(['wasm']));
    expect(await load(host, page, { start: 'ready' })).toMatchObject({ fault: 'backend/unavailable' });
  } finally {
    await browser.close();
  }
});

import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { faults } from './axe.ts';

const recommendations = (page: Page) =>
  page.getByRole('list', { name: 'Tonight, perhaps' }).getByRole('listitem');
const liked = (page: Page) => page.getByRole('list', { name: 'You like' }).getByRole('listitem');

test.describe('the example page of the widget', () => {
  test('recommends from the likes that the page gives, each with its reason', async ({ page }) => {
    await page.goto('widget.html');
    await expect(recommendations(page)).toHaveCount(6);
    await expect(liked(page)).toHaveText([/Toy Story/, /Star Wars/]);
    await expect(
      recommendations(page).filter({ hasText: /Because you like (Toy Story|Star Wars)/ }),
    ).not.toHaveCount(0);
    await expect(page.locator('attar-shelf').getByRole('status')).toContainText('from 2 likes');
  });

  test('follows a like by keyboard and takes it back, and the page hears of it', async ({ page }) => {
    await page.goto('widget.html');
    const first = recommendations(page).first();
    const like = first.getByRole('button', { name: /^Like / });
    const name = (await like.getAttribute('aria-label'))!.replace('Like ', '');
    await like.press('Enter');
    await expect(liked(page).filter({ hasText: name })).toHaveCount(1);
    await expect(
      recommendations(page).getByRole('button', { name: `Like ${name}`, exact: true }),
    ).toHaveCount(0);
    await expect(page.locator('#heard')).toHaveText('3 films on the shelf');
    await expect(recommendations(page).first().getByRole('button')).toBeFocused();

    await page.getByRole('button', { name: `Remove ${name}`, exact: true }).click();
    await expect(liked(page)).toHaveCount(2);
    await expect(
      recommendations(page).getByRole('button', { name: `Like ${name}`, exact: true }),
    ).toHaveCount(1);
  });

  test('needs one script and one folder, all from its own host', async ({ page, baseURL }) => {
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto('widget.html');
    await expect(recommendations(page)).toHaveCount(6);
    const paths = requests.map((url) => url.replace(baseURL!, '')).filter((path) => path !== 'favicon.ico');
    expect(paths.toSorted()).toEqual([
      'models/movies/catalogue.json',
      'models/movies/manifest.json',
      'models/movies/student.safetensors',
      'widget.html',
      'widget/attar-shelf.js',
    ]);
  });

  test('runs under a strict Content-Security-Policy', async ({ page }) => {
    const policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self'";
    const refused: string[] = [];
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) refused.push(message.text());
    });
    await page.route('**/bare.html', (route) =>
      route.fulfill({
        contentType: 'text/html',
        headers: { 'Content-Security-Policy': policy },
        body: `<!doctype html><title>Bare</title><script src="./widget/attar-shelf.js" defer></script>
          <attar-shelf model="./models/movies/" label="Tonight, perhaps"></attar-shelf>`,
      }),
    );
    await page.goto('bare.html');
    await expect(recommendations(page)).toHaveCount(6);
    expect(refused).toEqual([]);
  });

  test('says that the model did not arrive, and tries again when asked', async ({ page }) => {
    await page.route('**/models/movies/*', (route) => route.fulfill({ status: 404, body: 'gone' }));
    await page.goto('widget.html');
    await expect(page.getByRole('alert')).toContainText('404');
    await page.unroute('**/models/movies/*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(recommendations(page)).toHaveCount(6);
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [360, 1280]) {
      test(`has no accessibility faults, ${colorScheme}, ${width} pixels wide`, async ({ page }) => {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width, height: 800 });
        await page.goto('widget.html');
        await expect(recommendations(page)).toHaveCount(6);
        expect(await faults(page)).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow).toBeLessThanOrEqual(0);
      });
    }
  }
});

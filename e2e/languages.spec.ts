import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

const language = (page: Page) => page.getByRole('combobox', { name: /Language/ });
const chineseShelf = (page: Page) => page.getByRole('heading', { name: '你的书架' });

test.describe('a browser that wants Chinese', () => {
  test.use({ locale: 'zh-CN' });

  test('starts in Chinese: the page, its title and its language', async ({ page }) => {
    await page.goto('./?model=movies');
    await expect(page.getByRole('heading', { name: '你喜欢过哪些电影？' })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await expect(page).toHaveTitle(/^Attar：/);
    const manifest = await page
      .locator('link[rel="manifest"]')
      .evaluate((link: HTMLLinkElement) => link.href);
    const about = (await (await page.request.get(manifest)).json()) as Record<string, string>;
    expect(about).toMatchObject({ lang: 'zh-CN', short_name: 'Attar' });
    expect(about.description).toMatch(/^为你推荐/);
    await expect(
      page.getByRole('listitem').getByRole('heading', { name: 'Toy Story', exact: true }),
    ).toHaveAttribute('lang', 'en');
  });

  test('stays in English once that was chosen', async ({ page }) => {
    await page.goto('./?model=movies');
    await language(page).selectOption('en');
    await expect(page.getByRole('heading', { name: 'Your shelf' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Your shelf' })).toBeVisible();
  });

  test('is told a fault in Chinese, and the first screen says what the page is', async ({ page }) => {
    await page.route('**/models/movies/manifest.json', (route) => route.fulfill({ status: 404 }));
    await page.goto('./?model=movies');
    await expect(page.getByText('你的任何信息都不会离开这台设备')).toBeVisible();
    const alert = page.getByRole('alert');
    await expect(alert.getByRole('heading', { name: '模型没能加载' })).toBeVisible();
    await page.unroute('**/models/movies/manifest.json');
    await alert.getByRole('button', { name: '重试' }).click();
    await expect(page.getByRole('heading', { name: '从这里开始' })).toBeVisible();
  });
});

test('a visitor in English downloads no Chinese, and one who chooses it loses nothing', async ({
  browser,
}) => {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  const scripts: string[] = [];
  page.on('request', (request) => scripts.push(request.url()));
  await page.goto('./?model=movies#shelf=movies&likes=1');
  await page.getByRole('button', { name: 'Put it on my shelf' }).click();
  await expect(page.getByRole('list', { name: 'For you', exact: true })).toBeVisible();
  expect(scripts.filter((url) => url.includes('zh-CN'))).toEqual([]);
  await language(page).focus();
  await page.keyboard.press('End');
  await expect(chineseShelf(page)).toBeVisible();
  await expect(page.getByRole('button', { name: '移除《Toy Story》', exact: true })).toBeVisible();
  await expect(language(page)).toBeFocused();
  await context.close();
});

test('Chinese can be chosen without a network after a visit in English', async ({ page, context }) => {
  test.slow();
  await page.goto('./?model=movies');
  // Every file of the app and of both models is fetched and kept first.
  await expect(page.getByText('Ready to work offline.')).toBeVisible({ timeout: 60_000 });
  await context.setOffline(true);
  await page.reload();
  await language(page).selectOption('zh-CN');
  await expect(chineseShelf(page)).toBeVisible();
  await expect(page.getByText(/^你已离线/)).toBeVisible();
});

test('a language that cannot be had is said so, and the page goes on in the one it has', async ({
  browser,
}) => {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  await page.route('**/zh-CN-*.js', (route) => route.abort());
  await page.goto('./?model=movies');
  await language(page).selectOption('zh-CN');
  await expect(page.getByText(/^That language could not be downloaded/)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Your shelf' })).toBeVisible();
  await expect(language(page)).toHaveValue('en');
  await context.close();
});

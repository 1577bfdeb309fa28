import { statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

const FOLDER = join(import.meta.dirname, '../dist/single');

const MODELS = [
  { model: 'movies', titles: ['Toy Story', 'The Matrix'], megabytes: 5 },
  { model: 'books', titles: ['Dune', 'The Hunger Games'], megabytes: 5.5 },
] as const;

const addressOf = (model: string) => pathToFileURL(join(FOLDER, `${model}.html`)).href;
const explorer = (page: Page) => page.getByRole('dialog', { name: 'The explorer' });

/** Everything that a page asks for but itself, and what it keeps in blobs and data addresses of its own. */
function watchRequests(page: Page, address: string): string[] {
  const asked: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (url.split(/[?#]/)[0] !== address && !/^(blob:null|data:)/.test(url)) asked.push(url);
  });
  return asked;
}

for (const { model, titles, megabytes } of MODELS) {
  test(`${model}.html takes at most ${megabytes} MB`, () => {
    expect(statSync(join(FOLDER, `${model}.html`)).size).toBeLessThanOrEqual(megabytes * 1e6);
  });

  test(`${model}.html recommends with reasons, off the page, from a disk without a network`, async ({
    page,
    context,
  }) => {
    await context.setOffline(true);
    const address = addressOf(model);
    const asked = watchRequests(page, address);
    const faults: Error[] = [];
    page.on('pageerror', (fault) => faults.push(fault));
    await page.goto(address);
    for (const title of titles) {
      await page.getByRole('combobox', { name: /^Search / }).fill(title);
      await page.getByRole('listbox').getByRole('option').first().click();
    }
    const list = page.getByRole('list', { name: 'For you', exact: true });
    await expect(list.getByRole('listitem')).toHaveCount(20);
    await expect(list.getByText(`because you liked ${titles[0]}`).first()).toBeVisible();
    const panel = page.getByRole('complementary');
    await expect(panel).toContainText(/Last answer: .+ in a worker/);
    await expect(panel.getByText('Overlap@10')).toBeVisible();
    await page.reload();
    await expect(page.getByRole('list', { name: 'Liked' }).getByRole('listitem')).toHaveCount(2);
    expect(asked).toEqual([]);
    expect(faults).toEqual([]);
  });
}

test('the explorer and its charts are in the file, too', async ({ page, context }) => {
  await context.setOffline(true);
  const address = addressOf('movies');
  const asked = watchRequests(page, address);
  await page.goto(address);
  await page.getByRole('link', { name: 'Open the explorer' }).click();
  await expect(explorer(page).getByRole('heading', { name: /^User no\. / })).toBeVisible();
  await expect(explorer(page).locator('.plot').first()).toBeVisible();
  await explorer(page).getByRole('button', { name: 'without the sparse part' }).click();
  await expect(explorer(page).getByRole('list', { name: 'without the sparse part' })).toBeVisible();
  await expect(explorer(page).getByText(/so this single file leaves them out/)).toBeVisible();
  await explorer(page).getByRole('link', { name: 'The curve' }).click();
  await expect(explorer(page).locator('.plot')).toBeVisible();
  await explorer(page).getByRole('link', { name: 'This device' }).click();
  await explorer(page).getByRole('button', { name: 'Measure this device' }).click();
  await expect(explorer(page).getByText('Measured.')).toBeVisible();
  // Opened by its address, it has no step back to take.
  await page.goto(`${address}#explorer/curve`);
  await page.reload();
  await explorer(page).getByRole('button', { name: 'Close' }).click();
  await expect(explorer(page)).toBeHidden();
  expect(asked).toEqual([]);
});

test('a file offers no model but its own, whatever its address or another file of the disk says', async ({
  page,
}) => {
  await page.goto(addressOf('books'));
  await expect(page.getByRole('heading', { name: 'Which books have you loved?' })).toBeVisible();
  await page.goto(`${addressOf('movies')}?model=books#shelf=books&likes=1`);
  await expect(page.getByRole('heading', { name: 'Which movies have you loved?' })).toBeVisible();
  await expect(page.getByRole('radio', { name: 'Books' })).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'A shelf was shared with you' })).toHaveCount(0);
});

test('a file runs on the page where the browser gives it no worker and no storage', async ({ page }) => {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('refused', 'SecurityError');
    };
    Object.defineProperty(window, 'Worker', { value: refuse });
    Object.defineProperty(window, 'localStorage', { get: refuse });
    Object.defineProperty(window, 'indexedDB', { get: refuse });
  });
  await page.goto(addressOf('movies'));
  await page.getByRole('combobox', { name: /^Search / }).fill('Toy Story');
  await page.getByRole('listbox').getByRole('option').first().click();
  await expect(page.getByText('because you liked Toy Story').first()).toBeVisible();
  await expect(page.getByRole('complementary')).toContainText(/Last answer: .+/);
  await expect(page.getByRole('complementary')).not.toContainText('in a worker');
  await expect(page.getByText(/This browser keeps nothing for this page/)).toBeVisible();
});

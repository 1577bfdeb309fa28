import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { serve } from '../scripts/serve.mjs';

test('after the first visit the page opens and recommends without a network', async ({ page, context }) => {
  await page.goto('./?model=movies');
  await expect(page.getByText('Ready to work offline.')).toBeVisible();
  const search = page.getByRole('combobox', { name: /^Search / });
  await search.fill('Toy Story');
  await search.press('Enter');
  const list = page.getByRole('list', { name: 'For you' });
  await expect(list.getByRole('listitem')).toHaveCount(20);
  const before = await list.getByRole('heading').allTextContents();

  await context.setOffline(true);
  await page.reload();
  await expect(page.getByText(/^You are offline\./)).toBeVisible();
  await expect.poll(() => list.getByRole('heading').allTextContents()).toEqual(before);
  await search.fill('The Matrix');
  await search.press('Enter');
  await expect.poll(() => list.getByRole('heading').allTextContents()).not.toEqual(before);
  await expect(page.getByRole('complementary').getByText('Overlap@10')).toBeVisible();
});

test('the other model is there offline, too, though it was never opened', async ({ page, context }) => {
  await page.goto('./?model=movies');
  await expect(page.getByText('Ready to work offline.')).toBeVisible();
  await context.setOffline(true);
  await page.goto('./?model=books');
  await expect(page.getByRole('heading', { name: 'Which books have you loved?' })).toBeVisible();
});

test('a browser can put the page on the home screen', async ({ page, context }) => {
  await page.goto('./?model=movies');
  await expect(page.getByText('Ready to work offline.')).toBeVisible();
  const session = await context.newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // Tests run in a private window, which installs nothing.
  const others = installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito');
  expect(others).toEqual([]);
});

test.describe('a deployment', () => {
  let folder: string;
  let host: Awaited<ReturnType<typeof serve>>;

  test.beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'attar-deployed-'));
    cpSync(join(import.meta.dirname, '../dist/app'), folder, { recursive: true });
    host = await serve({ folder, port: 0 });
  });
  test.afterEach(async () => {
    await host.close();
    rmSync(folder, { recursive: true });
  });

  /** Serves the folder at the same address as it is after a change. */
  async function deploy(change: () => void): Promise<void> {
    await host.close();
    change();
    host = await serve({ folder, port: Number(new URL(host.address).port), isPortFixed: true });
  }

  /** Writes a file without the compressed copies of the one before. */
  function replace(file: string, edit: (text: string) => string): void {
    const text = edit(readFileSync(join(folder, file), 'utf8'));
    remove(file);
    writeFileSync(join(folder, file), text);
  }

  function remove(file: string): void {
    for (const copy of ['', '.br', '.gz']) rmSync(join(folder, file + copy), { force: true });
  }

  /** The model under another title, and the service worker that knows its files by their new revisions. */
  function renameModel(): void {
    const manifest = 'models/movies/manifest.json';
    replace(manifest, (text) => JSON.stringify({ ...JSON.parse(text), title: 'Newer movies' }));
    replace('sw.js', (text) =>
      text.replace(
        /("models\/movies\/(?:manifest\.json|student\.safetensors)",revision:)"\w+"/g,
        '$1"newer"',
      ),
    );
    expect(readFileSync(join(folder, 'sw.js'), 'utf8').match(/"newer"/g)).toHaveLength(2);
  }

  const announced = (page: Page) => page.getByTestId('announcer');

  test('that lacks a file of a model leaves the page as it was', async ({ page }) => {
    await page.goto(`${host.address}?model=movies`);
    await expect(page.getByText('Ready to work offline.')).toBeVisible();
    await deploy(() => {
      renameModel();
      remove('models/movies/student.safetensors');
    });
    for (let visit = 0; visit < 2; visit++) {
      await page.reload();
      await expect(page.getByText('Ready to work offline.')).toBeVisible();
      await expect(announced(page)).not.toContainText('Newer movies');
      await expect(page.getByRole('heading', { name: 'A place to begin' })).toBeVisible();
    }
    const search = page.getByRole('combobox', { name: /^Search / });
    await search.fill('Toy Story');
    await search.press('Enter');
    await expect(page.getByRole('list', { name: 'For you' }).getByRole('listitem')).toHaveCount(20);
  });

  test('that is whole replaces the page and its models on the next visit', async ({ page }) => {
    await page.goto(`${host.address}?model=movies`);
    await expect(page.getByText('Ready to work offline.')).toBeVisible();
    await deploy(renameModel);
    await page.reload();
    await expect(announced(page)).toHaveText('Newer movies are ready.');
  });
});

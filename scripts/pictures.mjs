// @ts-check
// README's pictures, of dist/app, which is built first where it is stale: `npm run pictures`.
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { APP_FOLDER, build, isBuilt } from './build.mjs';
import { chromiumOptions } from './chromium.ts';
import { serve } from './serve.mjs';

const ROOT = join(import.meta.dirname, '..');

/** What is opened, how, and how large. */
const PICTURES = /** @type {const} */ ([
  { name: 'app', path: '?model=books', theme: 'light', width: 1280, height: 1000, likes: 3 },
  { name: 'explorer', path: '?model=movies#explorer', theme: 'dark', width: 1280, height: 1000, likes: 0 },
  { name: 'narrow', path: '?model=movies', theme: 'dark', width: 390, height: 800, likes: 3 },
]);

/** What the shelf of a picture holds. */
const LIKED = /** @type {const} */ ({
  books: ['Dune', 'The Hobbit', 'The Hunger Games'],
  movies: ['Toy Story', 'The Matrix', 'Casablanca'],
});

/** @param {import('@playwright/test').Page} page @param {string} title */
async function like(page, title) {
  const search = page.getByRole('combobox', { name: /^Search / });
  await search.fill(title);
  await page.getByRole('listbox', { name: 'Results' }).getByRole('option').first().waitFor();
  await search.press('Enter');
  await page
    .getByTestId('announcer')
    .getByText(/ is on your shelf/)
    .waitFor();
}

if (!isBuilt()) await build();
const { address, close } = await serve({ folder: APP_FOLDER, port: 0 });
const browser = await chromium.launch(chromiumOptions());
try {
  for (const { name, path, theme, width, height, likes } of PICTURES) {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: theme,
      locale: 'en-US',
      reducedMotion: 'reduce',
      serviceWorkers: 'block',
    });
    const page = await context.newPage();
    await page.goto(new URL(path, address).href);
    const model = path.includes('books') ? 'books' : 'movies';
    for (const title of LIKED[model].slice(0, likes)) await like(page, title);
    if (likes > 0) {
      await page.getByRole('button', { name: 'Dismiss' }).click();
      await page.evaluate(() => window.scrollTo(0, 0));
    } else await page.locator('.explorer .plot').first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(ROOT, `docs/images/${name}.png`) });
    await context.close();
    process.stdout.write(`docs/images/${name}.png\n`);
  }
} finally {
  await browser.close();
  await close();
}

import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';
import { faults } from './axe.ts';
import { MOVIE, SPOKEN, startOf } from './spoken.ts';

/** axe looks at every element of a page several times a test. */
test.slow();

const WIDE = { width: 1440, height: 900 };

/**
 * Each language is seen in both themes, wide and narrow; words change no colour and colours no layout, so not every
 * theme is seen at every width in every language.
 */
const LOOKS = {
  English: [
    { name: 'wide and light', viewport: WIDE, colorScheme: 'light' },
    // Words that cannot be broken need the width most.
    { name: 'narrowest and dark', viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
  ],
  Chinese: [
    { name: 'wide and dark', viewport: WIDE, colorScheme: 'dark' },
    { name: 'narrow and light', viewport: { width: 360, height: 740 }, colorScheme: 'light' },
  ],
} as const;

async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
}

for (const { language, locale, text } of SPOKEN) {
  for (const { name, ...look } of LOOKS[language]) {
    test(`nothing is at fault in ${language}, ${name}`, async ({ browser }) => {
      const context = await browser.newContext({ ...look, locale });
      const page = await context.newPage();
      await page.goto('./?model=movies');
      await expect(page.getByText(text.compare.overlap)).toBeVisible();
      expect(await faults(page)).toEqual([]);

      const search = page.getByRole('combobox', { name: text.search.label(MOVIE) });
      await search.fill('Toy Story');
      await expect(page.getByRole('listbox', { name: text.search.results })).toBeVisible();
      expect(await faults(page)).toEqual([]);

      await search.press('Enter');
      const list = page.getByRole('list', { name: text.list.recommended, exact: true });
      await expect(list).toBeVisible();
      await list
        .getByRole('button', { name: startOf(text.list.dislikeItem) })
        .nth(1)
        .click();
      await expect(page.getByRole('button', { name: text.undo.undo, exact: true })).toBeVisible();
      expect(await faults(page)).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await context.close();
    });

    test(`nothing is at fault in what opens around the list, in ${language}, ${name}`, async ({
      browser,
    }) => {
      const context = await browser.newContext({ ...look, locale });
      const page = await context.newPage();
      await page.goto('./#shelf=movies&likes=1,2571&dislikes=50');
      await expect(page.getByRole('heading', { name: text.exchange.offered })).toBeVisible();
      expect(await faults(page)).toEqual([]);
      await page.getByRole('button', { name: text.exchange.take }).click();
      await page.getByText(text.exchange.heading).click();
      await page.getByText(text.tuning.heading).click();
      await page.getByRole('slider', { name: text.tuning.popularity }).fill('-0.5');
      await expect(page.locator('.tuning-cost').last()).toHaveText(/20/);
      const more = page.locator('.card').getByRole('button', { expanded: false });
      const seen = await page.locator('.card').nth(1).getAttribute('data-id');
      await more.nth(1).click();
      await page.locator('[data-keep=seen]').click();
      await expect(page.locator(`.card[data-id="${seen}"]`)).toHaveCount(0);
      await more.nth(1).click();
      await page
        .getByRole('button', { name: startOf((title) => text.list.actionOn(text.list.similar, title)) })
        .click();
      await expect(page.locator('.aside').getByRole('heading')).toBeFocused();
      expect(await faults(page)).toEqual([]);
      await page
        .getByRole('button', { name: startOf(text.list.withoutItem) })
        .nth(1)
        .click();
      await expect(page.locator('.what-if')).toBeVisible();
      await expect(page.locator('.aside').getByRole('heading')).toBeFocused();
      expect(await faults(page)).toEqual([]);
      expect(await overflow(page)).toBeLessThanOrEqual(0);
      await context.close();
    });
  }

  const [{ colorScheme }] = LOOKS[language];
  test(`nothing is at fault in the error and in the question before erasing, in ${language}, ${colorScheme}`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ locale, colorScheme });
    const page = await context.newPage();
    await page.route('**/models/movies/manifest.json', (route) => route.abort());
    await page.goto('./?model=movies');
    const alert = page.getByRole('alert');
    await expect(alert).toContainText(text.faults.help.network);
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: text.footer.erase }).click();
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await faults(page)).toEqual([]);
    await context.close();
  });

  test(`nothing is at fault while the model loads, in ${language}, ${colorScheme}`, async ({ browser }) => {
    const context = await browser.newContext({ locale, colorScheme });
    const page = await context.newPage();
    await page.route('**/models/movies/student.safetensors', () => {});
    await page.goto('./?model=movies');
    await expect(page.getByRole('progressbar', { name: text.loading.phases.download })).toBeVisible();
    await expect(page.getByText(text.header.tagline)).toBeVisible();
    expect(await faults(page)).toEqual([]);
    await context.close();
  });
}

test('the keyboard goes past the cards to the panel, by links that are seen when it is there', async ({
  page,
}) => {
  await page.setViewportSize(WIDE);
  await page.goto('./?model=movies');
  await expect(page.getByText('Overlap@10')).toBeVisible();
  const parts = page.getByRole('navigation', { name: 'On this page' });
  await expect(parts).not.toBeInViewport();
  await page.getByRole('radio', { name: 'Movies' }).focus();
  await page.keyboard.press('Tab');
  await expect(parts.getByRole('link', { name: 'Shelf' })).toBeFocused();
  await expect(parts).toBeInViewport();
  await parts.getByRole('link', { name: 'Teacher & student' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Open the explorer' })).toBeFocused();
  await expect(parts).not.toBeInViewport();
});

test('the keyboard alone likes, takes back and compares', async ({ page }) => {
  await page.goto('./?model=movies');
  await expect(page.getByText('Overlap@10')).toBeVisible();
  await page.getByRole('combobox', { name: /^Search / }).focus();
  await page.keyboard.type('Toy Story');
  await page.keyboard.press('Enter');
  const remove = page.getByRole('button', { name: 'Remove Toy Story', exact: true });
  await expect(remove).toBeVisible();
  await remove.focus();
  await page.keyboard.press('Enter');
  // The button left with its item: the focus must not fall back to the top of the page.
  await expect(page.getByRole('heading', { name: 'Your shelf' })).toBeFocused();
  const undo = page.getByRole('button', { name: 'Undo' });
  await undo.focus();
  await page.keyboard.press('Enter');
  await expect(remove).toBeVisible();
});

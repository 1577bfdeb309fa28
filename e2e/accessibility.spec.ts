import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

const LOOKS = [
  { name: 'wide and light', viewport: { width: 1440, height: 900 }, colorScheme: 'light' },
  { name: 'wide and dark', viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
  { name: 'narrow and light', viewport: { width: 360, height: 740 }, colorScheme: 'light' },
  { name: 'narrowest and dark', viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
] as const;

/**
 * WCAG 2.2 AA, and what axe calls best practice. Cards that glide are waited for: colours change on the way.
 * An animation whose element leaves is cancelled, which ends it as well.
 */
async function faults(page: Page): Promise<string[]> {
  await page.evaluate(async () => {
    await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
  });
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
}

for (const { name, viewport, colorScheme } of LOOKS) {
  test(`nothing is at fault, ${name}`, async ({ browser }) => {
    const context = await browser.newContext({ viewport, colorScheme });
    const page = await context.newPage();
    await page.goto('./?model=movies');
    await expect(page.getByText('Overlap@10')).toBeVisible();
    expect(await faults(page)).toEqual([]);

    const search = page.getByRole('combobox', { name: /^Search / });
    await search.fill('Toy Story');
    await expect(page.getByRole('listbox', { name: 'Results' })).toBeVisible();
    expect(await faults(page)).toEqual([]);

    await search.press('Enter');
    const list = page.getByRole('list', { name: 'For you', exact: true });
    await expect(list).toBeVisible();
    await list
      .getByRole('button', { name: /^Not for me/ })
      .nth(1)
      .click();
    await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
    expect(await faults(page)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await context.close();
  });
}

for (const { name, viewport, colorScheme } of LOOKS) {
  test(`nothing is at fault in what opens around the list, ${name}`, async ({ browser }) => {
    const context = await browser.newContext({ viewport, colorScheme });
    const page = await context.newPage();
    await page.goto('./#shelf=movies&likes=1,2571&dislikes=50');
    await expect(page.getByRole('heading', { name: 'A shelf was shared with you' })).toBeVisible();
    expect(await faults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Add to mine' }).click();
    await page.getByText('Share or import').click();
    await page.getByText('Tune the list').click();
    await page.getByRole('slider', { name: 'Fame' }).fill('-0.5');
    await expect(page.getByText(/^\d+ of the pure top 20 still shown$/).first()).toBeVisible();
    const more = page.getByRole('button', { name: /^More about / });
    await more.nth(1).click();
    await page.getByRole('button', { name: /^Already seen: / }).click();
    await more.nth(1).click();
    await page.getByRole('button', { name: /^More like this: / }).click();
    await expect(page.getByRole('heading', { name: /^Most like / })).toBeFocused();
    expect(await faults(page)).toEqual([]);
    await page
      .getByRole('button', { name: /^What if I remove it\?/ })
      .nth(1)
      .click();
    await expect(page.getByRole('heading', { name: /^Without / })).toBeFocused();
    expect(await faults(page)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await context.close();
  });
}

test('nothing is at fault in the error and in the question before erasing', async ({ page }) => {
  await page.route('**/models/movies/manifest.json', (route) => route.abort());
  await page.goto('./?model=movies');
  await expect(page.getByRole('alert')).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Erase everything' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await faults(page)).toEqual([]);
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

import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

test.use({ contextOptions: { forcedColors: 'active' } });

const background = (element: Locator) => element.evaluate((node) => getComputedStyle(node).backgroundColor);

/** What the system paints the page with, and what is chosen. */
function systemColours(page: Page): Promise<{ canvas: string; highlight: string }> {
  return page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'));
    probe.style.forcedColorAdjust = 'none';
    const colourOf = (name: string) => {
      probe.style.backgroundColor = name;
      return getComputedStyle(probe).backgroundColor;
    };
    const colours = { canvas: colourOf('Canvas'), highlight: colourOf('Highlight') };
    probe.remove();
    return colours;
  });
}

test('in high contrast what is chosen and how much stay to be seen', async ({ page }) => {
  await page.goto('./?model=movies');
  const { canvas, highlight } = await systemColours(page);
  const models = page.locator('.switch-choice');
  await expect(page.locator('.size-bar').first()).toBeVisible();
  expect(await background(models.filter({ hasText: 'Movies' }).locator('span'))).toBe(highlight);
  expect(await background(models.filter({ hasText: 'Books' }).locator('span'))).not.toBe(highlight);
  for (const bar of await page.locator('.size-bar').all()) expect(await background(bar)).not.toBe(canvas);

  await page.getByRole('link', { name: 'Open the explorer' }).click();
  const explorer = page.getByRole('dialog', { name: 'The explorer' });
  await expect(explorer.locator('.flow-bar').first()).toBeVisible();
  expect(await background(explorer.getByRole('link', { name: 'Users', exact: true }))).toBe(highlight);
  expect(await background(explorer.getByRole('link', { name: 'The curve' }))).not.toBe(highlight);
  expect(await background(explorer.locator('.reader-chosen > th'))).toBe(highlight);
  for (const list of ['Teacher', 'Student']) {
    const bars = explorer.getByRole('list', { name: list, exact: true }).locator('.flow-bar');
    expect(await background(bars.first())).not.toBe(canvas);
  }
  const thread = explorer.locator('.thread:not(.thread-hit)').first();
  expect(await thread.evaluate((line) => getComputedStyle(line).stroke)).not.toBe(canvas);
});

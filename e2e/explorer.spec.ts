import { expect, test } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { ExplorerText } from '../src/app/text/text.ts';
import { faults } from './axe.ts';
import { MOVIE, SPOKEN, startOf } from './spoken.ts';

/** Each language in both themes, wide and as narrow as can be; words change no colour, and colours no layout. */
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 740 };
const LOOKS = {
  English: [
    { name: 'wide and light', viewport: WIDE, colorScheme: 'light' },
    { name: 'narrow and dark', viewport: NARROW, colorScheme: 'dark' },
  ],
  Chinese: [
    { name: 'wide and dark', viewport: WIDE, colorScheme: 'dark' },
    { name: 'narrow and light', viewport: NARROW, colorScheme: 'light' },
  ],
} as const;

const explorer = (page: Page) => page.getByRole('dialog', { name: 'The explorer' });
const heading = (page: Page) => explorer(page).getByRole('heading', { name: /^User no\. / });

async function expectFaultless(page: Page, dialog: Locator): Promise<void> {
  expect(await faults(page, '.explorer')).toEqual([]);
  const overflow = await dialog.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
  expect(overflow).toBeLessThanOrEqual(0);
}

/** Another student, the linear teacher and the method: with them the first part is as long as it gets. */
async function openAll(dialog: Locator, { figures, linear, variants }: ExplorerText): Promise<void> {
  await dialog.getByRole('button', { name: variants.name('no-sparse', '') }).click();
  await dialog.getByRole('button', { name: startOf((bytes) => linear.ask(MOVIE, bytes)) }).click();
  await dialog.getByText(figures.method).click();
  await expect(dialog.getByRole('list', { name: variants.name('no-sparse', '') })).toBeVisible();
  await expect(dialog.getByRole('list', { name: linear.name, exact: true })).toBeVisible();
}

for (const { language, locale, text, explorer: words } of SPOKEN) {
  for (const { name, ...look } of LOOKS[language]) {
    test(`nothing is at fault in the explorer in ${language}, ${name}`, async ({ browser }) => {
      test.slow();
      const context = await browser.newContext({ ...look, locale });
      const page = await context.newPage();
      const dialog = page.getByRole('dialog', { name: text.explorerDoor.heading });
      await page.goto('./?model=movies#explorer');
      await expect(dialog.getByRole('slider')).toBeVisible();
      await expect(dialog.locator('.plot').first()).toBeVisible();
      await openAll(dialog, words);
      await expectFaultless(page, dialog);
      await dialog.getByRole('link', { name: text.explorerDoor.curve, exact: true }).click();
      await expect(dialog.locator('.plot')).toBeVisible();
      await expectFaultless(page, dialog);
      await dialog.getByRole('link', { name: text.explorerDoor.device, exact: true }).click();
      await dialog.getByRole('button', { name: words.device.measure }).click();
      await expect(dialog.getByText(words.device.done)).toBeVisible();
      await page.mouse.move(0, 0);
      await expectFaultless(page, dialog);
      await context.close();
    });
  }
}

test('a visitor slices the users, picks one by a dot, and goes back to the page', async ({ page }) => {
  await page.goto('./?model=movies');
  await page.getByRole('link', { name: 'Open the explorer' }).click();
  await expect(heading(page)).toBeVisible();
  const rows = explorer(page).getByRole('table').first().getByRole('row');
  const all = await rows.count();
  await explorer(page).getByRole('combobox', { name: 'History' }).selectOption('short');
  await expect.poll(() => rows.count()).toBeLessThan(all);
  const before = await heading(page).textContent();
  await explorer(page)
    .locator('.scatter .plot')
    .click({ position: { x: 150, y: 150 } });
  await expect(heading(page)).not.toHaveText(before!);
  await page.goBack();
  await expect(explorer(page)).toBeHidden();
  await expect(page.getByRole('heading', { name: 'A place to begin' })).toBeVisible();
});

test('on a phone, a user who is chosen stands below the header, not under it', async ({ browser }) => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto('./?model=movies#explorer');
  const user = explorer(page)
    .getByRole('table')
    .first()
    .getByRole('button', { name: /^No\. / })
    .nth(3);
  await user.click();
  const bottom = await explorer(page)
    .locator('.explorer-header')
    .evaluate((header) => header.getBoundingClientRect().bottom);
  const top = () => heading(page).evaluate((element) => element.getBoundingClientRect().top);
  await expect.poll(top).toBeGreaterThanOrEqual(bottom);
  expect(await top()).toBeLessThan(bottom + 100);
  await context.close();
});

test('a link opens the explorer at its user, and that user’s list moves with the history', async ({
  page,
}) => {
  await page.goto('./?model=books#explorer');
  const name = await explorer(page)
    .getByRole('table')
    .first()
    .getByRole('button', { name: /^No\. / })
    .nth(2)
    .textContent();
  await page.goto(`./?model=books#explorer/reader/${name!.replace('No. ', '')}`);
  await page.reload();
  await expect(heading(page)).toHaveText(`User ${name!.toLowerCase()}`);
  await explorer(page)
    .getByRole('button', { name: /^Take out / })
    .first()
    .click();
  await expect(explorer(page).getByRole('list', { name: 'Now' }).getByRole('listitem')).toHaveCount(20);
});

test('the explorer and its charts are downloaded only when it is opened', async ({ browser }) => {
  const context = await browser.newContext({ serviceWorkers: 'block' });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto('./?model=movies');
  await expect(page.getByText('Overlap@10')).toBeVisible();
  const first = new Set(asked);
  await page.getByRole('link', { name: 'Open the explorer' }).click();
  await expect(explorer(page).locator('.plot').first()).toBeVisible();
  const later = asked.filter((url) => !first.has(url) && url.endsWith('.js'));
  expect(later.length).toBeGreaterThanOrEqual(2);
  await context.close();
});

test('the report of this device can be copied', async ({ browser }) => {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  await page.goto('./?model=movies#explorer/device');
  await explorer(page).getByRole('button', { name: 'Measure this device' }).click();
  const report = explorer(page).getByRole('textbox', { name: 'Report' });
  await expect(report).toHaveValue(/^WebAssembly, (page|worker): .+\sms/m);
  await explorer(page).getByRole('button', { name: 'Copy the report' }).click();
  await expect(explorer(page).getByText('Copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await report.inputValue());
  await context.close();
});

import { expect, test } from '@playwright/test';
import type { Page, Request } from '@playwright/test';

/** What the page asked the network for, workers included, and what its policy refused. */
async function watch(page: Page): Promise<{ requests: Request[]; refused: () => Promise<string[]> }> {
  const requests: Request[] = [];
  page.context().on('request', (request) => requests.push(request));
  await page.addInitScript(() => {
    const refused: string[] = [];
    Object.assign(window, { refused });
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      refused.push(`${effectiveDirective} ${blockedURI}`),
    );
  });
  const refused = () => page.evaluate(() => (window as typeof window & { refused: string[] }).refused);
  return { requests, refused };
}

test('the page asks nobody but its own host, sends nothing, and keeps to its policy', async ({
  page,
  baseURL,
}) => {
  test.slow();
  const { requests, refused } = await watch(page);
  await page.goto('./?model=movies');
  const search = page.getByRole('combobox', { name: /^Search / });
  await search.fill('Toy Story');
  await search.press('Enter');
  const list = page.getByRole('list', { name: 'For you' });
  await expect(list.getByRole('listitem')).toHaveCount(20);
  await page.getByText('Tune the list').click();
  await page.getByRole('slider', { name: 'Fame' }).fill('-0.5');
  await expect(page.locator('.tuning-cost').last()).toHaveText(/20/);
  await page.getByText('Share or import').click();
  await page.getByRole('radio', { name: 'Books' }).check();
  await expect(page.getByRole('heading', { name: 'Which books have you loved?' })).toBeVisible();
  await page.getByRole('link', { name: 'Open the explorer' }).click();
  const explorer = page.getByRole('dialog', { name: 'The explorer' });
  await expect(explorer.locator('.plot').first()).toBeVisible();
  await explorer.getByRole('link', { name: 'The curve' }).click();
  await expect(explorer.locator('.plot')).toBeVisible();

  const { origin } = new URL(baseURL!);
  const asked = requests.filter((request) => /^https?:/.test(request.url()));
  expect(asked.length).toBeGreaterThan(20);
  expect(asked.filter((request) => new URL(request.url()).origin !== origin)).toEqual([]);
  expect(asked.filter((request) => request.method() !== 'GET' || request.postData() !== null)).toEqual([]);
  // Only the address that was opened has a query: no request tells of a tap.
  const queries = asked.map((request) => new URL(request.url()).search);
  expect([...new Set(queries)].toSorted()).toEqual(['', '?model=movies']);
  expect(await refused()).toEqual([]);

  await expect(page.evaluate(() => fetch('https://elsewhere.example/'))).rejects.toThrow('Failed to fetch');
  expect(await refused()).toEqual(['connect-src https://elsewhere.example/']);
});

test('the page says how to check that', async ({ page, baseURL }) => {
  await page.goto('./?model=movies');
  await page.getByText('How to check').click();
  const { host } = new URL(baseURL!);
  await expect(page.getByText(`every request goes to ${host} `)).toBeVisible();
});

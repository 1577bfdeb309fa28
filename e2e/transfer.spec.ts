import { expect, test } from '@playwright/test';
import type { Request } from '@playwright/test';

/** Compressed bytes from the first request to the first recommendation: code, model and catalogue. */
const BUDGETS = [
  { model: 'movies', search: 'Toy Story', bytes: 1_500_000 },
  { model: 'books', search: 'Dune', bytes: 2_500_000 },
];

for (const { model, search, bytes } of BUDGETS) {
  test(`a first visit to ${model} transfers at most ${bytes / 1e6} MB until the first recommendation`, async ({
    page,
  }) => {
    // Those of the page's worker, too, and not those of the service worker, which come after.
    const requests: Request[] = [];
    page.on('requestfinished', (request) => requests.push(request));
    await page.goto(`/?model=${model}`);
    await page.getByRole('combobox', { name: /^Search / }).fill(search);
    await page.getByRole('listbox').getByRole('option').first().click();
    await expect(page.getByText(/because you liked/).first()).toBeVisible();
    const sizes = await Promise.all(requests.map((request) => request.sizes()));
    const transferred = sizes.reduce((sum, size) => sum + Math.max(0, size.responseBodySize), 0);
    // A page that fetched nothing would pass any budget.
    expect(transferred).toBeGreaterThan(200_000);
    expect(transferred).toBeLessThanOrEqual(bytes);
  });
}

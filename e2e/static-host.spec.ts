import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { serve } from '../scripts/serve.mjs';

test('the built folder works from any path of any static host', async ({ page }) => {
  const folder = join(import.meta.dirname, '../dist/app');
  const host = await serve({ folder, port: 0, base: '/shop/attar' });
  const missing: string[] = [];
  page.on('response', (response) => {
    if (!response.ok() && !response.url().endsWith('/favicon.ico')) missing.push(response.url());
  });
  try {
    await page.goto(host.address);
    await expect(page.locator('#root > *').first()).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.goto(`${host.address}widget.html`);
    await expect(page.getByRole('list', { name: 'Tonight, perhaps' }).getByRole('listitem')).toHaveCount(6);
    expect(missing).toEqual([]);
  } finally {
    await host.close();
  }
});

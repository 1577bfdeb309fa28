import { expect, test } from '@playwright/test';

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

test('the other model is there offline, too, once it was opened', async ({ page, context }) => {
  await page.goto('./?model=movies');
  await expect(page.getByText('Ready to work offline.')).toBeVisible();
  await page.getByRole('radio', { name: 'Books' }).check({ force: true });
  await expect(page.getByRole('heading', { name: 'Which books have you loved?' })).toBeVisible();
  await context.setOffline(true);
  await page.goto('./?model=books');
  await expect(page.getByRole('heading', { name: 'Which books have you loved?' })).toBeVisible();
});

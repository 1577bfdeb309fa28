import { expect, test } from '@playwright/test';
import type { Page } from '@playwright/test';

/** Titles famous enough to be in any cut of the data sets. */
const FAMOUS = { movies: ['Toy Story', 'The Matrix'], books: ['Dune', 'The Hunger Games'] } as const;

type Model = keyof typeof FAMOUS;

async function open(page: Page, model: Model): Promise<void> {
  await page.goto(`./?model=${model}`);
  await expect(page.getByRole('heading', { name: 'A place to begin' })).toBeVisible();
}

async function like(page: Page, title: string): Promise<void> {
  const search = page.getByRole('combobox', { name: /^Search / });
  await search.fill(title);
  const results = page.getByRole('listbox', { name: 'Results' });
  await expect(results.getByRole('option').first()).toContainText(title);
  await search.press('Enter');
  await expect(onShelf(page, title)).toBeVisible();
  // Announced together with the list that follows from it.
  await expect(page.getByTestId('announcer')).toContainText(`${title} is on your shelf.`);
}

/** A liked item, by the button that takes it off the shelf again. */
const onShelf = (page: Page, title: string) =>
  page.getByRole('list', { name: 'Liked' }).getByRole('button', { name: `Remove ${title}`, exact: true });
const recommended = (page: Page) => page.getByRole('list', { name: 'For you', exact: true });
const titles = (page: Page) => recommended(page).getByRole('heading').allTextContents();

for (const model of ['movies', 'books'] as const) {
  test(`a first visit: liking ${model} brings recommendations with reasons, and each like changes them`, async ({
    page,
  }) => {
    await open(page, model);
    const [first, second] = FAMOUS[model];
    await like(page, first);
    await expect(recommended(page).getByRole('listitem')).toHaveCount(20);
    await expect(recommended(page).getByText(`because you liked ${first}`).first()).toBeVisible();
    const before = await titles(page);
    expect(before).not.toContain(first);
    await like(page, second);
    await expect.poll(() => titles(page)).not.toEqual(before);
    await expect(page.getByRole('complementary')).toContainText(
      /Last answer: .+ on (WebGL|WebAssembly|plain JavaScript)/,
    );
  });
}

test('an item that is not for me leaves the list, and comes back on undo', async ({ page }) => {
  await open(page, 'movies');
  await like(page, 'Toy Story');
  const [first] = await titles(page);
  await recommended(page)
    .getByRole('button', { name: `Not for me: ${first}`, exact: true })
    .click();
  await expect.poll(() => titles(page)).not.toContain(first);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => titles(page)).toContain(first);
});

test('a reload keeps the shelf, its list and the model', async ({ page }) => {
  await open(page, 'movies');
  await like(page, 'Toy Story');
  await like(page, 'The Matrix');
  const before = await titles(page);
  await page.goto('./');
  await expect(onShelf(page, 'The Matrix')).toBeVisible();
  await expect.poll(() => titles(page)).toEqual(before);
});

test('books and movies have a shelf each', async ({ page }) => {
  await open(page, 'movies');
  await like(page, 'Toy Story');
  await page.getByRole('radio', { name: 'Books' }).check({ force: true });
  await expect(page.getByRole('heading', { name: 'Which books have you loved?' })).toBeVisible();
  await like(page, 'Dune');
  await page.getByRole('radio', { name: 'Movies' }).check({ force: true });
  await expect(page.getByRole('list', { name: 'Liked' }).getByRole('listitem')).toHaveCount(1);
  await expect(onShelf(page, 'Toy Story')).toBeVisible();
});

test('a sample user is compared: both top tens, movement, agreement and bytes', async ({ page }) => {
  await open(page, 'movies');
  const panel = page.getByRole('complementary', { name: 'Teacher and student' });
  await expect(panel.getByText('Overlap@10')).toBeVisible();
  await panel.getByRole('combobox', { name: 'Sample user' }).selectOption({ index: 1 });
  for (const name of ['Teacher', 'Student']) {
    await expect(panel.getByRole('list', { name, exact: true }).getByRole('listitem')).toHaveCount(10);
  }
  await expect(panel.getByRole('list', { name: 'Student' })).toContainText(/up \d|down \d|same place|new/);
  await expect(panel.getByText(/^\d[\d.,]*×$/)).toBeVisible();
  await expect(panel.getByRole('table', { name: /Quality/ }).getByRole('rowheader')).not.toHaveCount(0);
});

test('a model that is not there is said so, and loads on retry', async ({ page }) => {
  await page.route('**/models/movies/manifest.json', (route) => route.fulfill({ status: 404, body: 'gone' }));
  await page.goto('./?model=movies');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('404');
  await expect(alert).toContainText('load/http');
  await page.unroute('**/models/movies/manifest.json');
  await alert.getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByRole('heading', { name: 'A place to begin' })).toBeVisible();
});

test('a truncated model is said so, and loads on retry', async ({ page }) => {
  await page.route('**/models/movies/student.safetensors', async (route) => {
    const body = await (await route.fetch()).body();
    await route.fulfill({ status: 200, body: body.subarray(0, body.length >> 1) });
  });
  await page.goto('./?model=movies');
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('bundle/size');
  await page.unroute('**/models/movies/student.safetensors');
  await alert.getByRole('button', { name: 'Retry' }).click();
  await expect(page.getByRole('heading', { name: 'A place to begin' })).toBeVisible();
});

test('a shelf is exported as JSON', async ({ page }) => {
  await open(page, 'movies');
  await like(page, 'Toy Story');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export shelf' }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk as Uint8Array));
  const shelf = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { likes: { title: string }[] };
  expect(shelf.likes.map(({ title }) => title)).toEqual(['Toy Story']);
});

test('a list is narrowed and bent, says what that costs, and stays so after a reload', async ({ page }) => {
  await open(page, 'movies');
  await like(page, 'Toy Story');
  const pure = await titles(page);
  await page.getByText('Tune the list').click();
  await page.getByRole('combobox', { name: 'Genre or tag' }).selectOption('western');
  await page.getByRole('slider', { name: 'Variety' }).fill('0.6');
  await expect(page.getByText(/^\d+ of the pure top 20 still shown$/)).toHaveCount(3);
  const tuned = await titles(page);
  expect(tuned).not.toEqual(pure);
  await page.reload();
  await expect.poll(() => titles(page)).toEqual(tuned);
  await page.getByText('Tune the list').click();
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect.poll(() => titles(page)).toEqual(pure);
});

test('what was seen already leaves the list until it is taken back', async ({ page }) => {
  await open(page, 'movies');
  await like(page, 'Toy Story');
  const [first] = await titles(page);
  await recommended(page)
    .getByRole('button', { name: `More about ${first}`, exact: true })
    .click();
  await page.getByRole('button', { name: `Already seen: ${first}`, exact: true }).click();
  await expect.poll(() => titles(page)).not.toContain(first);
  await page
    .getByRole('list', { name: 'Already seen' })
    .getByRole('button', { name: `Remove ${first}`, exact: true })
    .click();
  await expect.poll(() => titles(page)).toContain(first);
});

test('a mistyped name is found all the same', async ({ page }) => {
  await open(page, 'books');
  await page.getByRole('combobox', { name: /^Search / }).fill('tolkein hobit');
  const results = page.getByRole('listbox', { name: 'Results' });
  await expect(results.getByRole('option').first()).toContainText('The Hobbit');
});

test('a shelf goes by link from one reader to another, past every server and over no shelf', async ({
  page,
  browser,
}) => {
  await open(page, 'movies');
  await like(page, 'Toy Story');
  await page.getByText('Share or import').click();
  const link = await page.getByRole('textbox', { name: 'A link to your shelf' }).inputValue();
  const context = await browser.newContext();
  const other = await context.newPage();
  const asked: string[] = [];
  other.on('request', (request) => asked.push(request.url()));
  await open(other, 'movies');
  await like(other, 'The Matrix');
  await other.goto(link);
  await expect(other.getByRole('heading', { name: 'A shelf was shared with you' })).toBeVisible();
  await expect(onShelf(other, 'The Matrix')).toBeVisible();
  await expect(onShelf(other, 'Toy Story')).toHaveCount(0);
  await other.getByRole('button', { name: 'Add to mine' }).click();
  await expect(onShelf(other, 'Toy Story')).toBeVisible();
  await expect(onShelf(other, 'The Matrix')).toBeVisible();
  expect(asked.filter((url) => url.includes('shelf='))).toEqual([]);
  await context.close();
});

test('a shared link downloads the model of its shelf, and no other', async ({ page }) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  for (const [model, other] of [
    ['movies', 'books'],
    ['books', 'movies'],
  ]) {
    asked.length = 0;
    await page.goto('about:blank');
    await page.goto(`./#shelf=${model}&likes=1`);
    await expect(page.getByRole('heading', { name: 'A shelf was shared with you' })).toBeVisible();
    expect(asked.filter((path) => path.includes(`models/${model}/`))).not.toEqual([]);
    expect(asked.filter((path) => path.includes(`models/${other}/`))).toEqual([]);
  }
});

test('an exported shelf is imported again, after asking', async ({ page }) => {
  await open(page, 'movies');
  await like(page, 'Toy Story');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export shelf' }).click(),
  ]);
  const path = await download.path();
  await page.getByRole('button', { name: 'Clear shelf' }).click();
  await page.getByText('Share or import').click();
  await page.getByLabel('Import a shelf from a file').setInputFiles(path);
  await page.getByRole('button', { name: 'Put it on my shelf' }).click();
  await expect(onShelf(page, 'Toy Story')).toBeVisible();
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { tinyBundle } from '../format/tiny-bundle.ts';
import { AppPage } from './app.tsx';
import { watchInstall } from './install.ts';
import type { App } from './store/app-store.ts';
import { AppProvider } from './store/react.tsx';
import { createShelfKeeper } from './store/shelf-keeper.ts';
import { createTinyApp, createTinyServer, until } from './testing/tiny-app.ts';
import type { TinyServer } from './testing/tiny-app.ts';

const TINY = { books: tinyBundle({ items: 60, seed: 1 }), movies: tinyBundle({ items: 40, seed: 2 }) };
const { titles, ids } = TINY.books.catalogue;
const titleOf = (id: string) => titles[ids.indexOf(id)] ?? '';

let server: TinyServer;
let app: App;
let databaseName: string;

beforeEach(() => {
  server = createTinyServer(TINY);
  databaseName = `tiny-${crypto.randomUUID()}`;
  app = createTinyApp(server, { databaseName });
});
afterEach(() => {
  app.actions.dispose();
  delete document.documentElement.dataset.theme;
});

const show = () =>
  render(
    <AppProvider app={app}>
      <AppPage />
    </AppProvider>,
  );

async function openBooks(): Promise<void> {
  await show();
  await app.actions.openModel('books');
}

const list = () => page.getByRole('list', { name: /^(For you|A place to begin)$/ });
const cards = () => list().getByRole('listitem');
const liked = () => page.getByRole('list', { name: 'Liked' });
const onShelf = (title: string) => liked().getByRole('button', { name: `Remove ${title}`, exact: true });
const results = () => page.getByRole('listbox', { name: 'Results' }).getByRole('option');
const search = () => page.getByRole('combobox', { name: 'Search books to like' });
const cardOf = (title: string) =>
  cards()
    .filter({ has: page.getByRole('heading', { name: title, exact: true }) })
    .first();
const titlesShown = () =>
  list()
    .getByRole('heading')
    .elements()
    .map((heading) => heading.textContent);

describe('a first visit', () => {
  it('begins with popular items and one sentence of what will happen', async () => {
    await openBooks();
    await expect.element(page.getByRole('heading', { name: 'Which books have you loved?' })).toBeVisible();
    await expect.element(page.getByText(/Like a few, and a model of \d+\skB/)).toBeVisible();
    expect(cards().elements()).toHaveLength(20);
  });

  it('shows recommendations, ranks and true reasons after a like', async () => {
    await openBooks();
    await search().fill(titleOf('3'));
    await userEvent.keyboard('{Enter}');
    await expect.element(page.getByRole('heading', { name: 'For you' })).toBeVisible();
    await expect.element(onShelf(titleOf('3'))).toBeVisible();
    const { list: shown } = app.store.getState();
    if (shown.kind !== 'recommended') throw new Error('nothing recommended');
    expect(titlesShown()).toEqual(shown.items.map(({ title }) => title));
    const [only] = shown.items.filter(({ because }) => because.length > 0);
    await expect.element(cardOf(only.title)).toHaveTextContent(`because you liked ${titleOf('3')}`);
    await expect.element(cardOf(only.title)).not.toHaveTextContent('%');

    const other = shown.items.find(({ id }) => id !== '3')!;
    await cardOf(other.title)
      .getByRole('button', { name: `Like ${other.title}` })
      .click();
    const shared = () => {
      const { list } = app.store.getState();
      return list.kind === 'recommended' ? list.items.find(({ because }) => because.length > 1) : undefined;
    };
    await expect.poll(shared).toBeDefined();
    const { title, because } = shared()!;
    const [first, second] = because.map(({ id, share }) => `${titleOf(id)} (${Math.round(share * 100)}%)`);
    await expect.element(cardOf(title)).toHaveTextContent(`because you liked ${first}`);
    await expect
      .element(cardOf(title).getByText('because you liked'))
      .toHaveAttribute('title', expect.stringContaining(`score; then ${second}`));
  });
});

describe('the search', () => {
  it('is driven by the keyboard alone', async () => {
    await openBooks();
    await search().fill('garden');
    const options = results();
    await expect.element(options.first()).toHaveAttribute('aria-selected', 'true');
    await userEvent.keyboard('{ArrowDown}');
    await expect.element(options.nth(1)).toHaveAttribute('aria-selected', 'true');
    const picked = options.nth(1).element();
    await expect.element(search()).toHaveAttribute('aria-activedescendant', picked.id);
    const title = picked.querySelector('.search-title')?.textContent ?? '';
    await userEvent.keyboard('{Enter}');
    await expect.element(onShelf(title)).toBeVisible();
    await expect.element(search()).toHaveValue('');
    await expect.element(search()).toHaveFocus();
  });

  it('opens, closes on Escape, and says when nothing is found', async () => {
    await openBooks();
    await search().fill('garden');
    await expect.element(search()).toHaveAttribute('aria-expanded', 'true');
    await userEvent.keyboard('{Escape}');
    await expect.element(search()).toHaveAttribute('aria-expanded', 'false');
    await search().fill('zzz');
    await expect.element(page.getByText(/^No book among \d+ has these words\.$/)).toBeVisible();
  });

  it('finds creators without their diacritics, by a click', async () => {
    await openBooks();
    await search().fill('felix ota');
    await results().first().click();
    expect(app.store.getState().shelf.likes).toHaveLength(1);
  });
});

describe('the search on a narrow screen', () => {
  afterEach(() => page.viewport(414, 896));

  it('shows long titles on two lines, also of what is on the shelf', async () => {
    await page.viewport(320, 640);
    await openBooks();
    for (const id of ids.slice(0, 30)) app.actions.like(id);
    await search().fill('garden');
    await expect.element(results().first()).toBeVisible();
    for (const option of results().elements()) {
      const title = option.querySelector('.search-title');
      if (!title) throw new Error('an option without a title');
      title.textContent = 'The Long Way Round the Garden, Part Seven';
      expect(title.scrollWidth).toBeLessThanOrEqual(title.clientWidth);
      expect(title.scrollHeight).toBeLessThanOrEqual(title.clientHeight);
    }
  });
});

describe('the list', () => {
  it('follows each tap and keeps the keyboard at its place', async () => {
    await openBooks();
    await cards()
      .nth(2)
      .getByRole('button', { name: /^Like / })
      .click();
    await expect.element(page.getByRole('heading', { name: 'For you' })).toBeVisible();
    const before = titlesShown();
    await cards()
      .nth(4)
      .getByRole('button', { name: /^Like / })
      .click();
    await expect.poll(() => titlesShown()).not.toEqual(before);
    expect(app.store.getState().shelf.likes).toHaveLength(2);
    const focused = document.activeElement?.closest('li');
    expect(
      cards()
        .elements()
        .indexOf(focused ?? document.body),
    ).toBe(4);
  });

  it('drops what is not for the reader, and brings it back on undo', async () => {
    await openBooks();
    await cards()
      .nth(0)
      .getByRole('button', { name: /^Like / })
      .click();
    await expect.element(page.getByRole('heading', { name: 'For you' })).toBeVisible();
    const [first] = titlesShown();
    await cards()
      .nth(0)
      .getByRole('button', { name: /^Not for me/ })
      .click();
    await expect.poll(() => titlesShown()).not.toContain(first);
    await expect.element(page.getByRole('list', { name: 'Not for you' }).getByText(first)).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => titlesShown()).toContain(first);
  });
});

describe('what has just happened', () => {
  const bar = () => page.getByRole('region', { name: 'Take back' });
  beforeEach(() => vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
  afterEach(() => void vi.useRealTimers());

  it('is said for a while after a like, longer while somebody is at it', async () => {
    await openBooks();
    app.actions.like('3');
    await expect.element(bar()).toHaveTextContent(`${titleOf('3')} is on your shelf`);
    (page.getByRole('button', { name: 'Dismiss' }).element() as HTMLElement).focus();
    vi.advanceTimersByTime(60_000);
    await expect.element(bar()).toBeVisible();
    (document.activeElement as HTMLElement).blur();
    // Where the pointer was left by the test before, the bar may have come under it.
    await userEvent.hover(page.getByRole('heading', { name: 'Your shelf' }));
    vi.advanceTimersByTime(60_000);
    await expect.element(bar()).not.toBeInTheDocument();
  });

  it('stays after anything that can be taken back nowhere else', async () => {
    await openBooks();
    app.actions.like('3');
    app.actions.dislike('3');
    await expect.element(bar()).toBeVisible();
    vi.advanceTimersByTime(60_000);
    await expect.element(bar()).toBeVisible();
  });
});

describe('the shelf', () => {
  it('gives an item up, moves one to the disliked, and is cleared', async () => {
    await openBooks();
    for (const id of ['1', '2', '3']) app.actions.like(id);
    await page.getByRole('button', { name: `Remove ${titleOf('1')}` }).click();
    await page.getByRole('button', { name: `Not for me after all: ${titleOf('2')}` }).click();
    expect(app.store.getState().shelf).toEqual({ likes: ['3'], dislikes: ['2'], hidden: [], seen: [] });
    await page.getByRole('button', { name: 'Clear shelf' }).click();
    await expect.element(page.getByText('still empty: like one below')).toBeVisible();
  });

  it('takes the focus when it is cleared, and the list takes it after undo and dismiss', async () => {
    await openBooks();
    const shelfHeading = page.getByRole('heading', { name: 'Your shelf' });
    const listHeading = page.getByRole('heading', { name: /^(For you|A place to begin)$/ });
    for (const name of ['Undo', 'Dismiss']) {
      app.actions.like('1');
      await page.getByRole('button', { name: 'Clear shelf' }).click();
      await expect.element(shelfHeading).toHaveFocus();
      const button = page.getByRole('button', { name });
      (button.element() as HTMLElement).focus();
      await userEvent.keyboard('{Enter}');
      await expect.element(button).not.toBeInTheDocument();
      await expect.element(listHeading).toHaveFocus();
    }
  });

  it('is there again on the next visit', async () => {
    await openBooks();
    app.actions.like('7');
    await expect.element(liked()).toBeVisible();
    const next = createTinyApp(server, { databaseName });
    await next.actions.openModel('books');
    expect(next.store.getState().shelf.likes).toEqual(['7']);
    next.actions.dispose();
  });

  it('is erased only after asking', async () => {
    await openBooks();
    app.actions.like('7');
    await page.getByRole('button', { name: 'Erase everything' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Keep' }).click();
    expect(app.store.getState().shelf.likes).toEqual(['7']);
    await page.getByRole('button', { name: 'Erase everything' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Erase' }).click();
    await expect.poll(() => app.store.getState().shelf.likes).toEqual([]);
  });
});

describe('the tuned list', () => {
  const costs = () => page.getByText(/^\d+ of the pure top 20 still shown$/);
  beforeEach(async () => {
    await openBooks();
    app.actions.like('3');
    await page.getByText('Tune the list').click();
  });

  it('says what a slider costs, and is the pure one again on reset', async () => {
    await expect.element(page.getByText('Pure ranking: nothing is bent.')).toBeVisible();
    const pure = titlesShown();
    await page.getByRole('slider', { name: 'Fame' }).fill('-1');
    await expect.element(costs().first()).toBeVisible();
    await expect.poll(() => titlesShown()).not.toEqual(pure);
    const kept = titlesShown().filter((title) => pure.includes(title)).length;
    await expect.element(costs().first()).toHaveTextContent(`${kept} of the pure top 20 still shown`);
    await page.getByRole('button', { name: 'Reset' }).click();
    await expect.poll(() => titlesShown()).toEqual(pure);
  });

  it('takes a year over when it is typed to its end, and a creator that is known', async () => {
    const from = page.getByRole('spinbutton', { name: 'From year' });
    await from.fill('1980');
    expect(app.store.getState().tuning.yearFrom).toBeNull();
    await userEvent.keyboard('{Enter}');
    expect(app.store.getState().tuning.yearFrom).toBe(1980);
    const creator = page.getByRole('combobox', { name: 'By' });
    await creator.fill('nobody at all');
    await expect.element(page.getByText('nobody of this name here')).toBeVisible();
    expect(app.store.getState().tuning.creator).toBeNull();
    const [[known]] = TINY.books.catalogue.creators;
    await creator.fill(known);
    expect(app.store.getState().tuning.creator).toBe(known);
  });
});

describe('more about a card', () => {
  beforeEach(async () => {
    await openBooks();
    for (const id of ['3', '17']) app.actions.like(id);
    await until(app, ({ list: shown }) => shown.kind === 'recommended');
  });
  const openMore = (at: number) =>
    list()
      .getByRole('button', { name: /^More about / })
      .nth(at)
      .click();

  it('closes on Escape, which gives its button the focus, and when the focus goes elsewhere', async () => {
    const choices = list().getByRole('button', { name: /^More like this: / });
    await openMore(0);
    await expect.element(choices).toBeVisible();
    await userEvent.tab();
    await expect.element(choices).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await expect.element(choices).not.toBeInTheDocument();
    const more = list().getByRole('button', { name: /^More about / });
    await expect.element(more.nth(0)).toHaveFocus();
    await openMore(0);
    await openMore(1);
    await expect.poll(() => choices.elements()).toHaveLength(1);
  });

  it('moves nothing else when it opens', async () => {
    const height = () => (list().element() as HTMLElement).offsetHeight;
    const before = height();
    await openMore(0);
    await expect.element(list().getByRole('button', { name: /^More like this: / })).toBeVisible();
    expect(height()).toBe(before);
  });

  it('leaves out what is read already, and takes it back in its place on the shelf', async () => {
    const [first] = titlesShown();
    await openMore(0);
    await page.getByRole('button', { name: `Already read: ${first}` }).click();
    await expect.poll(() => titlesShown()).not.toContain(first);
    const seen = page.getByRole('list', { name: 'Already read' });
    await seen.getByRole('button', { name: `Remove ${first}`, exact: true }).click();
    await expect.poll(() => titlesShown()).toContain(first);
  });

  it('opens what is like it, takes the focus there and gives it back on Escape', async () => {
    const [first] = titlesShown();
    await openMore(0);
    await page.getByRole('button', { name: `More like this: ${first}` }).click();
    await expect.element(page.getByRole('heading', { name: `Most like ${first}` })).toHaveFocus();
    await userEvent.keyboard('{Escape}');
    await expect
      .element(page.getByRole('button', { name: `More about ${first}`, exact: true }))
      .toHaveFocus();
  });

  it('previews the list without a like, and removes the like only when told to', async () => {
    const what = list().getByRole('button', { name: /^What if I remove it\?/ });
    await what.first().click();
    await expect.element(page.getByText(/would move, \d+ would come, \d+ would leave/)).toBeVisible();
    expect(app.store.getState().shelf.likes).toHaveLength(2);
    await page.getByRole('button', { name: 'Remove it', exact: true }).click();
    expect(app.store.getState().shelf.likes).toHaveLength(1);
    await expect.element(page.getByRole('heading', { name: 'For you' })).toHaveFocus();
  });
});

describe('a shared shelf', () => {
  afterEach(() => window.history.replaceState(null, '', window.location.pathname));

  it('is asked about, and leaves the address once it was read', async () => {
    await openBooks();
    app.actions.like('7');
    window.location.hash = '#shelf=books&likes=1,2';
    await expect.element(page.getByRole('heading', { name: 'A shelf was shared with you' })).toHaveFocus();
    expect(window.location.hash).toBe('');
    expect(app.store.getState().shelf.likes).toEqual(['7']);
    await page.getByRole('button', { name: 'Add to mine' }).click();
    expect(app.store.getState().shelf.likes).toEqual(['7', '1', '2']);
    await page.getByText('Share or import').click();
    const link = page.getByRole('textbox', { name: 'A link to your shelf' });
    await expect
      .element(link)
      .toHaveValue(`${window.location.origin}${window.location.pathname}#shelf=books&likes=7,1,2`);
  });

  it('is put on an empty shelf in one word, with nothing to keep or replace', async () => {
    await openBooks();
    window.location.hash = '#shelf=books&likes=1,2';
    await page.getByRole('button', { name: 'Put it on my shelf' }).click();
    expect(app.store.getState().shelf.likes).toEqual(['1', '2']);
    app.actions.offerDocument(app.actions.exportShelf());
    await expect.element(page.getByRole('button', { name: 'Put it in place of mine' })).toBeVisible();
  });

  it('out of a file that is none is said so', async () => {
    await openBooks();
    await page.getByText('Share or import').click();
    await page.getByLabelText('Import a shelf from a file').upload(new File(['hello'], 'shelf.json'));
    await expect.element(page.getByRole('alert').getByText(/This file is no shelf/)).toBeVisible();
  });
});

describe('the page', () => {
  it('switches between books and movies by keyboard, each with its own shelf', async () => {
    await openBooks();
    app.actions.like('7');
    await page.getByRole('radio', { name: 'Movies' }).click();
    await expect.poll(() => app.store.getState().load.phase).toBe('ready');
    expect(app.store.getState().model).toBe('movies');
    await userEvent.keyboard('{ArrowLeft}');
    await expect.element(onShelf(titleOf('7'))).toBeVisible();
  });

  it('says when the browser refused to erase', async () => {
    app = createTinyApp(server, { keeper: { ...createShelfKeeper(databaseName), erase: async () => false } });
    await openBooks();
    await app.actions.eraseEverything();
    await expect.element(page.getByText(/^This browser refused to erase/)).toBeVisible();
  });

  it('turns dark and light', async () => {
    await openBooks();
    const toggle = page.getByRole('button', { name: 'Dark colours' });
    const before = toggle.element().getAttribute('aria-pressed');
    await toggle.click();
    await expect.element(toggle).toHaveAttribute('aria-pressed', before === 'true' ? 'false' : 'true');
    expect(document.documentElement.dataset.theme).toBe(before === 'true' ? 'light' : 'dark');
  });

  it('says when the network is gone, and when the page can do without it', async () => {
    await openBooks();
    const ready = page.getByText('Ready to work offline.');
    await expect.element(ready).not.toBeVisible();
    const top = () =>
      page
        .getByRole('combobox', { name: /^Search/ })
        .element()
        .getBoundingClientRect().top;
    const before = top();
    app.actions.setOfflineReady();
    await expect.element(ready).toBeVisible();
    expect(top()).toBe(before);
    app.actions.setOffline(true);
    await expect.element(page.getByText(/You are offline/)).toBeVisible();
  });

  it('is put on the home screen by its own button, where the browser can, and is not offered twice', async () => {
    await openBooks();
    watchInstall(app);
    const button = page.getByRole('button', { name: 'Add to home screen' });
    await expect.element(button).not.toBeInTheDocument();
    const prompt = vi.fn(async () => {});
    const event = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), { prompt });
    window.dispatchEvent(event);
    expect(event.defaultPrevented).toBe(true);
    await button.click();
    expect(prompt).toHaveBeenCalledOnce();
    await expect.element(button).not.toBeInTheDocument();
  });

  it('tells how to put it on the home screen where only its user can', async () => {
    await openBooks();
    watchInstall(app, Object.assign(new EventTarget(), { navigator: { standalone: false } }));
    await expect.element(page.getByText(/Share, then “Add to Home Screen”/)).toBeVisible();
  });
});

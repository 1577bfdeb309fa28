import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { tinyBundle } from '../../format/tiny-bundle.ts';
import { AppPage } from '../app.tsx';
import type { App } from '../store/app-store.ts';
import { AppProvider } from '../store/react.tsx';
import { createTinyApp, createTinyServer, until } from '../testing/tiny-app.ts';
import type { TinyServer } from '../testing/tiny-app.ts';
import type { Samples } from '../types.ts';

const bundle = tinyBundle({ items: 60, seed: 1 });
const { catalogue, manifest } = bundle;

/** Names, units and keys that are the same in every language. */
const NAMES = `Attar English Language WebGL WebAssembly JavaScript Worker NDCG RBO EASE KL kNN Kendall
  ELSA Webber Moffat Zobel Fagin Kumar Sivakumar Järvelin Kekäläinen Efron Tibshirani student.safetensors Ctrl B kB MB GB ms p r T C log CSP F ${window.location.host}`
  .split(/\s+/)
  .toSorted((a, b) => b.length - a.length);

const samples = JSON.parse(new TextDecoder().decode(bundle.files['samples.json'])) as Samples;

/** What a bundle says in its own words. */
const DATA = [
  ...catalogue.titles.filter((title) => title !== null),
  ...catalogue.creators.flat(),
  ...catalogue.tagNames,
  'Untitled',
  manifest.title,
  manifest.itemNoun.many,
  manifest.itemNoun.one,
  manifest.teacher.name,
  samples.source,
  ...samples.users.map(({ id }) => id),
].toSorted((a, b) => b.length - a.length);

const SPOKEN = ['aria-label', 'aria-valuetext', 'title', 'placeholder', 'alt'] as const;

/** Every word of the page that is neither Chinese nor a name, and is not marked as English. */
function englishOnPage(): string[] {
  const found: string[] = [];
  for (const element of document.body.querySelectorAll('*')) {
    if (element.closest('[lang="en"], code, script, style, .cover, textarea')) continue;
    const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    const said = [...texts.map((node) => node.textContent ?? ''), ...spokenOf(element)];
    found.push(...said.filter((words) => /[a-z]/i.test(withoutNames(words))));
  }
  return found;
}

/** A drawing speaks through what it stands in. */
const spokenOf = (element: Element) =>
  element.closest('svg') ? [] : SPOKEN.map((name) => element.getAttribute(name) ?? '');

function withoutNames(words: string): string {
  // A chart cuts long titles.
  const cut = words.endsWith('…') ? words.slice(0, -1) : undefined;
  if (cut && DATA.some((name) => name.startsWith(cut))) return '';
  const withoutData = DATA.reduce((rest, name) => rest.replaceAll(name, ''), words);
  return NAMES.reduce(
    (rest, name) => rest.replaceAll(new RegExp(`(?<![a-z])${name}(?![a-z])`, 'gi'), ''),
    withoutData,
  );
}

let server: TinyServer;
let app: App;

beforeEach(async () => {
  server = createTinyServer({ books: bundle, movies: bundle });
  app = createTinyApp(server);
  await app.actions.showLanguage('zh-CN');
  await render(
    <AppProvider app={app}>
      <AppPage />
    </AppProvider>,
  );
});
afterEach(async () => {
  await app.actions.showLanguage('en');
  app.actions.dispose();
  window.history.replaceState(null, '', window.location.pathname + window.location.search);
});

async function openBooks(): Promise<void> {
  await app.actions.openModel('books');
  await until(app, ({ comparison }) => comparison.phase === 'ready' && comparison.compared !== null);
}

describe('a page in Chinese says nothing in English', () => {
  it('while it loads, and when it cannot', async () => {
    expect(englishOnPage()).toEqual([]);
    server.answer('books/manifest.json', () => new Response('', { status: 404 }));
    await app.actions.openModel('books');
    await expect.element(page.getByRole('alert')).toBeVisible();
    expect(englishOnPage()).toEqual([]);
  });

  it('at first, with a search and its results', async () => {
    await openBooks();
    expect(englishOnPage()).toEqual([]);
    const search = page.getByRole('combobox', { name: /^搜索/ });
    await search.fill('garden');
    await expect.element(page.getByRole('listbox').getByRole('option').first()).toBeVisible();
    expect(englishOnPage()).toEqual([]);
    await search.fill('zzz');
    expect(englishOnPage()).toEqual([]);
  });

  it('with a full shelf, tuning, notices and all that opens', async () => {
    await openBooks();
    for (const id of ['3', '17', '5']) app.actions.like(id);
    await until(app, ({ list }) => list.kind === 'recommended');
    app.actions.tune({ diversity: 0.5, popularity: -0.5 });
    await until(app, ({ fidelity }) => fidelity !== null);
    app.actions.dislike('8');
    app.actions.hide('9');
    app.actions.markSeen('10');
    app.actions.setOfflineReady();
    // Cards that leave with the new list take what was opened at them along.
    await until(app, ({ listDue }) => !listDue);
    app.store.setState({ fellBack: true, eraseFailed: true, storageBlocked: true, languageMissing: true });
    for (const more of page
      .getByRole('button', { name: /的更多操作$/ })
      .elements()
      .slice(0, 2)) {
      (more as HTMLElement).click();
    }
    await page
      .getByRole('button', { name: /^看看相似的/ })
      .first()
      .click();
    await expect.element(page.getByRole('heading', { name: /最相似的$/ })).toBeVisible();
    expect(englishOnPage()).toEqual([]);
    await page
      .getByRole('button', { name: /^去掉它会怎样/ })
      .first()
      .click();
    await expect.element(page.getByRole('heading', { name: /^如果没有/ })).toBeVisible();
    expect(englishOnPage()).toEqual([]);
  });

  it('when a shelf is offered, and when a file is none', async () => {
    await openBooks();
    window.location.hash = '#shelf=books&likes=1,2';
    await expect.element(page.getByRole('heading', { name: '有人与你分享了书架' })).toBeVisible();
    expect(englishOnPage()).toEqual([]);
    app.actions.offerDocument('hello');
    await expect.element(page.getByRole('alert')).toBeVisible();
    expect(englishOnPage()).toEqual([]);
  });

  it('in the explorer', async () => {
    await openBooks();
    await page.getByRole('link', { name: '打开探索器' }).click();
    const explorer = page.getByRole('dialog', { name: '探索器' });
    await expect.element(explorer.getByRole('slider')).toBeVisible();
    await expect.poll(() => document.querySelectorAll('.plot').length).toBeGreaterThan(1);
    expect(englishOnPage()).toEqual([]);
    await explorer.getByRole('link', { name: '曲线' }).click();
    await expect.element(explorer.getByRole('table')).toBeVisible();
    expect(englishOnPage()).toEqual([]);
    await explorer.getByRole('link', { name: '这台设备' }).click();
    await expect.element(explorer.getByRole('button', { name: '测量这台设备' })).toBeVisible();
    expect(englishOnPage()).toEqual([]);
  });
});

it('finds what is English', () => {
  document.body.append(
    Object.assign(document.createElement('p'), { id: 'probe', textContent: '你好 world' }),
  );
  expect(englishOnPage()).toContain('你好 world');
  document.getElementById('probe')?.remove();
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { tinyBundle } from '../../format/tiny-bundle.ts';
import { AppPage } from '../app.tsx';
import type { App } from '../store/app-store.ts';
import { AppProvider } from '../store/react.tsx';
import type { Settings } from '../store/settings.ts';
import { createTinyApp, createTinyServer, memorySettings } from '../testing/tiny-app.ts';

const bundle = tinyBundle({ items: 60, seed: 1 });

let app: App;
let settings: Settings;

beforeEach(async () => {
  settings = memorySettings();
  app = createTinyApp(createTinyServer({ books: bundle, movies: bundle }), { settings });
  await render(
    <AppProvider app={app}>
      <AppPage />
    </AppProvider>,
  );
  await app.actions.openModel('books');
});
afterEach(async () => {
  await app.actions.showLanguage('en');
  app.actions.dispose();
});

const choice = () => page.getByRole('combobox', { name: /Language/ });

describe('the choice of a language', () => {
  it('names each language in itself', async () => {
    await expect.element(choice()).toHaveValue('en');
    const options = choice().getByRole('option').elements();
    expect(options.map((option) => [option.getAttribute('lang'), option.textContent])).toEqual([
      ['en', 'English'],
      ['zh-CN', '简体中文'],
    ]);
  });

  it('changes the page without a reload, keeps the shelf and says so', async () => {
    app.actions.like('7');
    await expect.element(page.getByRole('heading', { name: 'For you' })).toBeVisible();
    await choice().selectOptions('zh-CN');
    await expect.element(page.getByRole('heading', { name: '你的书架' })).toBeVisible();
    await expect.element(page.getByRole('heading', { name: '为你推荐' })).toBeVisible();
    await expect.element(page.getByTestId('announcer')).toHaveTextContent('页面现在显示简体中文。');
    expect(app.store.getState().shelf.likes).toEqual(['7']);
    await choice().selectOptions('en');
    await expect.element(page.getByRole('heading', { name: 'Your shelf' })).toBeVisible();
  });

  it('is made by the keyboard, which stays where it was', async () => {
    (choice().element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await expect.element(page.getByRole('heading', { name: '你的书架' })).toBeVisible();
    await expect.element(choice()).toHaveFocus();
  });

  it('tells the document: its language, title and description', async () => {
    const description = document.createElement('meta');
    description.name = 'description';
    document.head.append(description);
    await choice().selectOptions('zh-CN');
    await expect.poll(() => document.documentElement.lang).toBe('zh-CN');
    expect(document.title).toMatch(/^Attar：/);
    expect(description.content).toContain('推荐');
    description.remove();
  });

  it('is remembered; the language of the browser is not', async () => {
    await app.actions.showLanguage('zh-CN');
    expect(settings.language()).toBeNull();
    await app.actions.chooseLanguage('zh-CN');
    expect(settings.language()).toBe('zh-CN');
  });

  it('takes what was said before over into the other language', async () => {
    app.actions.like('7');
    app.actions.remove('7');
    await expect.element(page.getByText(/^“.+” removed\.$/)).toBeVisible();
    await choice().selectOptions('zh-CN');
    await expect.element(page.getByText(/^已移除《.+》。$/)).toBeVisible();
    await page.getByRole('button', { name: '撤销' }).click();
    expect(app.store.getState().shelf.likes).toEqual(['7']);
  });
});

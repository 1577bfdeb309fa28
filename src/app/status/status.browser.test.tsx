import type { ComponentProps } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { tinyBundle } from '../../format/tiny-bundle.ts';
import { AppPage } from '../app.tsx';
import type { App } from '../store/app-store.ts';
import { AppProvider } from '../store/react.tsx';
import { createTinyApp, createTinyServer } from '../testing/tiny-app.ts';
import type { TinyServer } from '../testing/tiny-app.ts';
import { Loading } from './loading.tsx';

const bundle = tinyBundle({ items: 60, seed: 1 });

let server: TinyServer;
let app: App;

beforeEach(() => {
  server = createTinyServer({ books: bundle, movies: bundle });
  app = createTinyApp(server);
});
afterEach(() => app.actions.dispose());

async function openBooks(): Promise<void> {
  await render(
    <AppProvider app={app}>
      <AppPage />
    </AppProvider>,
  );
  await app.actions.openModel('books');
}

const showLoading = (progress: ComponentProps<typeof Loading>['progress']) =>
  render(
    <AppProvider app={app}>
      <Loading progress={progress} />
    </AppProvider>,
  );

describe('download progress', () => {
  it('is told in bytes and percent', async () => {
    await showLoading({ phase: 'download', loaded: 250_000, total: 1_000_000, file: 'student' });
    const bar = page.getByRole('progressbar', { name: 'Downloading the model' });
    await expect.element(bar).toHaveAttribute('aria-valuenow', '25');
    await expect.element(bar).toHaveAttribute('aria-valuetext', '250\u00a0kB of 1.0\u00a0MB (25%)');
    await expect.element(page.getByText('250 kB of 1.0 MB (25%)')).toBeVisible();
  });

  it('claims nothing before the sizes are known', async () => {
    await showLoading(null);
    const bar = page.getByRole('progressbar', { name: 'Asking for the model' });
    await expect.element(bar).toHaveAttribute('aria-valuetext', 'not known yet');
  });
});

describe('a model that does not load', () => {
  const spoilers: readonly [string, string, () => Response, string][] = [
    ['is missing', 'books/manifest.json', () => new Response('', { status: 404 }), 'load/http'],
    ['is a web page', 'books/manifest.json', () => htmlPage(), 'load/not-a-model'],
    ['is cut short', 'books/student.safetensors', () => truncated(), 'bundle/size'],
    ['has a flipped byte', 'books/student.safetensors', () => flipped(), 'bundle/hash'],
  ];

  for (const [what, path, answer, code] of spoilers) {
    it(`${what}: says so to a person and opens on retry`, async () => {
      server.answer(path, answer);
      await openBooks();
      const alert = page.getByRole('alert');
      await expect.element(alert.getByText(code)).toBeVisible();
      const { load } = app.store.getState();
      if (load.phase !== 'failed') throw new Error('loaded all the same');
      await expect.element(alert.getByText(load.error.message)).toBeVisible();
      server.answer(path, undefined);
      await alert.getByRole('button', { name: 'Retry' }).click();
      await expect.element(page.getByRole('heading', { name: 'A place to begin' })).toBeVisible();
    });
  }
});

function htmlPage(): Response {
  return new Response('<!doctype html><title>Hello</title>', { headers: { 'content-type': 'text/html' } });
}

function truncated(): Response {
  return new Response(new Uint8Array(bundle.files['student.safetensors'].slice(0, 500)));
}

function flipped(): Response {
  const bytes = new Uint8Array(bundle.files['student.safetensors']);
  bytes[bytes.length - 1] ^= 1;
  return new Response(bytes);
}

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { tinyBundle } from '../../format/tiny-bundle.ts';
import { AppPage } from '../app.tsx';
import type { App } from '../store/app-store.ts';
import { AppProvider } from '../store/react.tsx';
import { english } from '../text/en/index.ts';
import { createTinyApp, createTinyServer, until } from '../testing/tiny-app.ts';
import type { TinyServer } from '../testing/tiny-app.ts';

const bundle = tinyBundle({ items: 60, seed: 1 });
const { manifest, catalogue } = bundle;

let server: TinyServer;
let app: App;

beforeEach(async () => {
  server = createTinyServer({ books: bundle, movies: bundle });
  app = createTinyApp(server);
  await render(
    <AppProvider app={app}>
      <AppPage />
    </AppProvider>,
  );
});
afterEach(() => app.actions.dispose());

const panel = () => page.getByRole('complementary', { name: 'Teacher and student' });

describe('the panel', () => {
  beforeEach(async () => {
    await app.actions.openModel('books');
    await until(app, ({ comparison }) => comparison.phase === 'ready' && comparison.compared !== null);
  });

  it('tells the bytes of both and their ratio', async () => {
    const student = manifest.files['student.safetensors'].bytes;
    await expect
      .element(panel().getByText(english.format.bytes(manifest.teacher.bytes), { exact: true }))
      .toBeVisible();
    await expect.element(panel().getByText(english.format.bytes(student), { exact: true })).toBeVisible();
    const ratio = Math.round(manifest.teacher.bytes / student);
    await expect.element(panel().getByText(`${ratio}×`, { exact: true })).toBeVisible();
    await expect.element(panel().getByText(/Last answer: .* on plain JavaScript/)).toBeVisible();
  });

  it('puts both top tens side by side for each sample user', async () => {
    const samples = JSON.parse(new TextDecoder().decode(bundle.files['samples.json'])) as {
      users: { id: string; teacher: { items: number[] }; history: number[] }[];
    };
    await panel().getByRole('combobox', { name: 'Sample user' }).selectOptions('1');
    const [, user] = samples.users;
    const first = catalogue.titles[user.teacher.items[0]] ?? 'Untitled';
    const teacher = panel().getByRole('list', { name: 'Teacher' });
    await expect.element(teacher.getByRole('listitem').first()).toHaveTextContent(first);
    expect(teacher.getByRole('listitem').elements()).toHaveLength(10);
    expect(panel().getByRole('list', { name: 'Student' }).getByRole('listitem').elements()).toHaveLength(10);
    const history = panel().getByRole('list', { name: 'What both were told' });
    expect(history.getByRole('listitem').elements()).toHaveLength(user.history.length);
  });

  it('marks movement and hits in words as well as in colour', async () => {
    const { comparison } = app.store.getState();
    if (comparison.phase !== 'ready' || !comparison.compared) throw new Error('not compared');
    const { student } = comparison.compared.comparison;
    const rows = panel().getByRole('list', { name: 'Student' }).getByRole('listitem').elements();
    student.forEach(({ movement, heldOut }, at) => {
      const spoken =
        'by' in movement
          ? `${movement.kind} ${movement.by}`
          : { same: 'same place', new: 'new' }[movement.kind];
      expect(rows[at].textContent).toContain(spoken);
      expect(rows[at].textContent.includes('held out')).toBe(heldOut);
    });
  });

  it('shows overlap and rank-biased overlap as the core computes them', async () => {
    const { comparison } = app.store.getState();
    if (comparison.phase !== 'ready' || !comparison.compared) throw new Error('not compared');
    const { overlap, rankBiasedOverlap } = comparison.compared.comparison;
    const figures = panel().getByText('Rank-biased overlap').element().closest('dl')?.textContent;
    expect(figures).toContain(`${Math.round(overlap * 100)}%`);
    expect(figures).toContain(rankBiasedOverlap.toFixed(2));
  });

  it('shows a long history in full and goes on from the first item that was hidden', async () => {
    const { comparison, load } = app.store.getState();
    if (comparison.phase !== 'ready' || !comparison.compared || load.phase !== 'ready')
      throw new Error('not compared');
    const user = { ...comparison.compared.user, id: 'reader-of-many' };
    const history = catalogue.ids.slice(0, 15).map(load.library.item);
    app.store.setState({
      comparison: { ...comparison, compared: { ...comparison.compared, user, history } },
    });
    const more = panel().getByRole('button', { name: 'Show 3 more' });
    await expect.element(more).toBeVisible();
    (more.element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    const shown = panel().getByRole('list', { name: 'What both were told' }).getByRole('listitem');
    await expect.element(shown.nth(12)).toHaveFocus();
    expect(shown.elements()).toHaveLength(15);
  });

  it('has the quality of both in a table with headings', async () => {
    const table = panel().getByRole('table', { name: /Quality by length of the history/ });
    const row = table.getByRole('row', { name: /5 likes/ }).first();
    await expect.element(row).toHaveTextContent('5 likes0.5000.500100.0%');
    expect(table.getByRole('rowheader').elements()).toHaveLength(4);
  });
});

it('fails alone when the samples do not arrive, and recovers on retry', async () => {
  server.answer('books/samples.json', () => new Response('', { status: 500 }));
  await app.actions.openModel('books');
  await expect.element(panel().getByRole('alert')).toBeVisible();
  await expect.element(page.getByRole('heading', { name: 'A place to begin' })).toBeVisible();
  server.answer('books/samples.json', undefined);
  await panel().getByRole('button', { name: 'Retry' }).click();
  await expect.element(panel().getByText('Overlap@10')).toBeVisible();
});

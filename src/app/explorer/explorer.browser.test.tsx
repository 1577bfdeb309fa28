import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { tinyBundle } from '../../format/tiny-bundle.ts';
import { ExplorerDoor } from '../compare/explorer-dialog.tsx';
import { useApp } from '../store/react.tsx';
import type { App } from '../store/app-store.ts';
import { AppProvider } from '../store/react.tsx';
import { createTinyApp, createTinyServer } from '../testing/tiny-app.ts';
import type { TinyServer } from '../testing/tiny-app.ts';
import '../styles/tokens.css';
import '../styles/base.css';

const OPTIONS = { items: 60, seed: 1, linearItemsPerFile: 10 };
const bundle = tinyBundle({ ...OPTIONS, variant: 'no-sparse' });
/** Of which the other student is there to be compared. */
const withPeer = tinyBundle({ ...OPTIONS, variant: 'no-teacher', purpose: 'comparison' });
let server: TinyServer;
let app: App;

function Door() {
  return useApp((state) => state.load.phase === 'ready') && <ExplorerDoor />;
}

beforeEach(async () => {
  server = createTinyServer({ books: bundle, movies: withPeer });
  app = createTinyApp(server);
  await app.actions.openModel('books');
  await render(
    <AppProvider app={app}>
      <Door />
    </AppProvider>,
  );
});
afterEach(() => {
  app.actions.dispose();
  window.history.replaceState(null, '', window.location.pathname + window.location.search);
});

const explorer = () => page.getByRole('dialog', { name: 'The explorer' });
const open = async () => {
  await page.getByRole('link', { name: 'Open the explorer' }).click();
  await expect.element(explorer().getByRole('heading', { name: '3 sample users' })).toBeVisible();
};

describe('the explorer', () => {
  it('opens over the page, and the back button closes it', async () => {
    await open();
    expect(window.location.hash).toBe('#explorer');
    window.history.back();
    await expect.element(explorer()).not.toBeInTheDocument();
  });

  it('closes with Escape and gives the focus back', async () => {
    const door = page.getByRole('link', { name: 'Open the explorer' });
    (door.element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(explorer().getByRole('heading', { name: '3 sample users' })).toBeVisible();
    await userEvent.keyboard('{Escape}');
    await expect.element(explorer()).not.toBeInTheDocument();
    await expect.element(door).toHaveFocus();
    await expect.poll(() => window.location.hash).toBe('');
  });

  it('shows the reader that is chosen in the table, and says so in the address', async () => {
    await open();
    const rows = explorer()
      .getByRole('table')
      .first()
      .getByRole('button', { name: /^No\. / });
    const name = rows.nth(1).element().textContent;
    await rows.nth(1).click();
    await expect
      .element(explorer().getByRole('heading', { name: `User ${name.toLowerCase()}` }))
      .toBeVisible();
    expect(window.location.hash).toBe(`#explorer/reader/${name.replace('No. ', '')}`);
    await expect.element(rows.nth(1)).toHaveAttribute('aria-pressed', 'true');
  });

  it('puts both lists side by side, with what came and went in words', async () => {
    await open();
    const teacher = explorer().getByRole('list', { name: 'Teacher', exact: true }).getByRole('listitem');
    const student = explorer().getByRole('list', { name: 'Student', exact: true }).getByRole('listitem');
    // The invented teacher lists ten, the student twenty.
    expect(teacher.elements()).toHaveLength(10);
    expect(student.elements()).toHaveLength(20);
    for (const row of student.elements()) {
      expect(row.textContent).toMatch(/same place|new|up \d|down \d/);
      expect(row.textContent).toMatch(/probability [\d.]+%/);
    }
  });

  it('explains a figure while its name has the focus; Escape takes the explanation away first', async () => {
    await open();
    const name = explorer().getByRole('button', { name: 'Kendall τ' });
    (name.element() as HTMLElement).focus();
    const meaning = explorer().getByRole('tooltip');
    await expect.element(meaning).toHaveTextContent('Whether pairs of items stand in the same order');
    await userEvent.keyboard('{Escape}');
    await expect.element(meaning).not.toBeInTheDocument();
    await expect.element(explorer()).toBeVisible();
  });

  it('evens the teacher’s probabilities out at a higher temperature', async () => {
    await open();
    const slider = explorer().getByRole('slider', { name: 'Temperature of the teacher' });
    const undecided = () =>
      Number(
        /as between ([\d.]+)/.exec(
          explorer()
            .getByText(/^Among these items/)
            .element().textContent,
        )?.[1],
      );
    await expect.element(slider).toBeVisible();
    const before = undecided();
    (slider.element() as HTMLElement).focus();
    await userEvent.keyboard('{End}');
    await expect.element(slider).toHaveAttribute('aria-valuetext', 'T = 8');
    expect(undecided()).toBeGreaterThan(before);
  });

  it('answers anew when an item is taken out of the history, and keeps the keyboard there', async () => {
    await open();
    const items = explorer().getByRole('button', { name: /^Take out / });
    const count = items.elements().length;
    (items.first().element() as HTMLElement).focus();
    await userEvent.keyboard('{Enter}');
    await expect.element(explorer().getByRole('list', { name: 'Now' })).toBeVisible();
    expect(items.elements()).toHaveLength(count - 1);
    await expect.element(items.first()).toHaveFocus();
    await explorer().getByRole('button', { name: 'As it was' }).click();
    await expect.poll(() => items.elements().length).toBe(count);
    await expect.element(explorer().getByText(/^20 in the same place, 0 moved/)).toBeVisible();
  });
});

describe('the linear teacher', () => {
  const ask = () => explorer().getByRole('button', { name: /^Ask the linear teacher, too/ });
  const list = () => explorer().getByRole('list', { name: 'Linear teacher' }).getByRole('listitem');

  it('is fetched when it is asked for, and moves with the history', async () => {
    await open();
    expect(server.asked.filter((path) => path.includes('linear-'))).toEqual([]);
    await ask().click();
    await expect.element(list().first()).toBeVisible();
    const before = list()
      .elements()
      .map((row) => row.querySelector('.flow-title')!.textContent);
    expect(server.asked.filter((path) => path.includes('linear-')).length).toBeGreaterThan(0);
    for (const row of list().elements()) expect(row.textContent).toContain('same place');
    await explorer()
      .getByRole('button', { name: /^Take out / })
      .first()
      .click();
    await expect
      .poll(() =>
        list()
          .elements()
          .map((row) => row.querySelector('.flow-title')!.textContent),
      )
      .not.toEqual(before);
    expect(
      list()
        .elements()
        .some((row) => /up \d|down \d|new/.test(row.textContent)),
    ).toBe(true);
  });

  it('says what went wrong with its rows, and tries again when asked', async () => {
    await open();
    for (let file = 0; file < 6; file++) {
      server.answer(`books/linear-${file}.safetensors`, () => new Response('', { status: 500 }));
    }
    await ask().click();
    const alert = explorer().getByRole('alert');
    await expect.element(alert).toHaveTextContent('The linear teacher did not answer');
    for (let file = 0; file < 6; file++) server.answer(`books/linear-${file}.safetensors`, undefined);
    await alert.getByRole('button').click();
    await expect.element(list().first()).toBeVisible();
  });
});

it('loads another student when it is pressed, and sets its list against the teacher’s', async () => {
  await open();
  const table = explorer().getByRole('table', { name: 'Students of one shape, against the teacher' });
  const row = table.getByRole('row', { name: /without the sparse part/ });
  expect(row.element().textContent).toContain('–');
  await row.getByRole('button').click();
  await expect.element(explorer().getByRole('list', { name: 'without the sparse part' })).toBeVisible();
  await expect.element(row.getByRole('button')).toHaveAttribute('aria-pressed', 'true');
  expect(row.element().textContent).toMatch(/\d+%.*\.\d+/);
  expect(row.element().textContent).not.toContain('–');
});

it('says what a student without distillation is, where the model has one', async () => {
  const about = explorer().getByText(/^“Without distillation” is a training of its own/);
  await open();
  await expect.element(explorer().getByRole('heading', { name: 'Other students' })).toBeVisible();
  await expect.element(about).not.toBeInTheDocument();
  await app.actions.openModel('movies');
  await expect.element(about).toBeVisible();
  await explorer().getByRole('button', { name: 'without distillation' }).click();
  await expect.element(explorer().getByRole('list', { name: 'without distillation' })).toBeVisible();
});

it('has the curve as a chart and as a table, at each history length', async () => {
  await open();
  await explorer().getByRole('link', { name: 'The curve' }).click();
  const table = explorer().getByRole('table');
  await expect.element(table.getByRole('row', { name: /The student on this page/ })).toBeVisible();
  await expect.element(explorer().getByRole('img', { name: /^Chart of \d+ models/ })).toBeVisible();
  const before = table.element().textContent;
  await explorer().getByRole('radio', { name: '20 likes' }).click();
  await expect.poll(() => table.element().textContent).not.toBe(before);
});

it('explains the head of a column, and leads from there to how it is worked out', async () => {
  await open();
  await explorer().getByRole('link', { name: 'The curve' }).click();
  const head = explorer().getByRole('columnheader', { name: '95% interval' }).getByRole('button');
  await head.hover();
  await expect
    .element(explorer().getByRole('tooltip'))
    .toHaveTextContent('Where the share would lie for other test users');
  await head.click();
  const method = explorer().getByText(/Bootstrap over test users, paired/);
  await expect.element(method).toBeVisible();
  expect(document.activeElement!.textContent).toContain('Bootstrap over test users, paired');
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { TinyBundle } from '../format/tiny-bundle.ts';
import { tinyBundle } from '../format/tiny-bundle.ts';
import type { AttarShelf, LikeDetail, RecommendationsDetail } from './attar-shelf.ts';
import './index.ts';

const bundle = tinyBundle({ items: 40, seed: 7 });
const network = globalThis.fetch;
const listed = bundle.catalogue.ids.filter((_id, i) => bundle.catalogue.titles[i] !== null);
const titleOf = (id: string) => bundle.catalogue.titles[bundle.catalogue.ids.indexOf(id)]!;

/** Answers for the folder /tiny/ with the files of a bundle: all but the network itself is real. */
function serveTiny(files: Readonly<Record<string, Uint8Array>>): void {
  globalThis.fetch = async (input, options) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    if (!pathname.startsWith('/tiny/')) return network(input, options);
    const file = files[pathname.slice('/tiny/'.length)];
    return file ? new Response(new Uint8Array(file)) : new Response('gone', { status: 404 });
  };
}

function addShelf(attributes: Readonly<Record<string, string>>): AttarShelf {
  const shelf = document.createElement('attar-shelf') as AttarShelf;
  const all = { model: '/tiny/', backend: 'plain', ...attributes };
  for (const [name, value] of Object.entries(all)) shelf.setAttribute(name, value);
  document.body.append(shelf);
  return shelf;
}

/** The detail of the next event of that name. */
function next<Detail>(name: string): Promise<Detail> {
  return new Promise((done) => {
    document.addEventListener(name, (event) => done((event as CustomEvent<Detail>).detail), { once: true });
  });
}

const nextList = () => next<RecommendationsDetail>('attar-recommendations');
const items = () => page.getByRole('list', { name: 'For you' }).getByRole('listitem');
const liked = () => page.getByRole('list', { name: 'You like' }).getByRole('listitem');

beforeEach(async () => {
  // What an earlier test loaded would be shown where this one expects a fault.
  await caches.delete('attar-models');
  serveTiny(bundle.files as TinyBundle['files'] & Record<string, Uint8Array>);
  vi.spyOn(console, 'error').mockReturnValue();
});

afterEach(() => {
  document.body.replaceChildren();
  globalThis.fetch = network;
  vi.restoreAllMocks();
});

describe('<attar-shelf>', () => {
  it('shows as many recommendations as asked for, with title and reason', async () => {
    const list = nextList();
    addShelf({ label: 'For you', count: '4', likes: `${listed[0]},${listed[1]}` });
    const { items: recommended, likes } = await list;
    expect(likes).toEqual([listed[0], listed[1]]);
    await expect.element(items()).toHaveLength(4);
    await expect.element(items().nth(0)).toHaveTextContent(recommended[0]!.title);
    const reasoned = recommended.find((item) => item.because.length > 0)!;
    await expect
      .element(items().nth(reasoned.rank - 1))
      .toHaveTextContent(`Because you like ${titleOf(reasoned.because[0]!.id)}`);
    await expect.element(page.getByRole('status')).toHaveTextContent(/^4 .+ from 2 likes\.$/);
  });

  it('starts with what is popular and says so', async () => {
    const list = nextList();
    addShelf({ label: 'For you' });
    expect((await list).items).toHaveLength(6);
    await expect.element(page.getByRole('status')).toHaveTextContent(/^Popular .+ to begin with/);
    await expect.element(page.getByRole('list', { name: 'You like' })).not.toBeInTheDocument();
  });

  it('speaks Chinese where its place does, and changes with its own language', async () => {
    document.body.lang = 'zh-CN';
    const list = nextList();
    const shelf = addShelf({ likes: listed[0]! });
    await list;
    await expect.element(page.getByRole('heading', { name: '为你推荐' })).toBeVisible();
    await expect.element(page.getByRole('status')).toHaveTextContent('根据 1 个喜欢，推荐 6 个。');
    shelf.lang = 'en';
    await expect.element(page.getByRole('heading', { name: 'Recommended for you' })).toBeVisible();
    await expect.element(page.getByRole('status')).toHaveTextContent(/^6 .+ from 1 like\.$/);
    document.body.removeAttribute('lang');
  });

  it('follows a like and its removal, and tells the page', async () => {
    const first = nextList();
    const shelf = addShelf({ label: 'For you', likes: listed[0]! });
    const chosen = (await first).items[0]!;

    const told = next<LikeDetail>('attar-like');
    const second = nextList();
    await page
      .getByRole('button', { name: `Like ${chosen.title}`, exact: true })
      .first()
      .click();
    expect(await told).toEqual({ id: chosen.id, liked: true, likes: [listed[0], chosen.id] });
    expect((await second).items.map((item) => item.id)).not.toContain(chosen.id);
    await expect.element(liked()).toHaveLength(2);

    const third = nextList();
    await page
      .getByRole('button', { name: `Remove ${titleOf(listed[0]!)}`, exact: true })
      .first()
      .click();
    expect((await third).likes).toEqual([chosen.id]);
    expect(shelf.likes).toEqual([chosen.id]);
    await expect.element(liked()).toHaveLength(1);
  });

  it('keeps the focus on the same place of the list when an item goes', async () => {
    const first = nextList();
    const shelf = addShelf({ label: 'For you' });
    await first;
    const buttons = () => [...shelf.shadowRoot!.querySelectorAll<HTMLElement>('[part=like-button]')];
    buttons()[2]!.focus();
    const second = nextList();
    await userEvent.keyboard('{Enter}');
    await second;
    expect(shelf.shadowRoot!.activeElement).toBe(buttons()[2]);

    shelf.shadowRoot!.querySelector<HTMLElement>('[part=remove-button]')!.focus();
    const third = nextList();
    await userEvent.keyboard(' ');
    await third;
    expect(shelf.shadowRoot!.activeElement).toBe(buttons()[0]);
  });

  it('follows its attributes', async () => {
    const first = nextList();
    const shelf = addShelf({ label: 'For you', count: '3' });
    await first;
    const second = nextList();
    shelf.setAttribute('count', '5');
    expect((await second).items).toHaveLength(5);
    const third = nextList();
    shelf.setAttribute('likes', listed[3]!);
    expect((await third).likes).toEqual([listed[3]]);
    shelf.setAttribute('label', 'Tonight');
    await expect.element(page.getByRole('heading', { name: 'Tonight' })).toBeVisible();
  });

  it('gives the same list on WebGL as on plain', async () => {
    const likes = listed.slice(0, 3).join();
    const lists = [];
    for (const backend of ['webgl', 'plain']) {
      const list = nextList();
      const shelf = addShelf({ backend, likes, count: '20' });
      lists.push((await list).items.map(({ id, score }) => ({ id, score })));
      shelf.remove();
    }
    expect(lists[0]).toEqual(lists[1]);
  });

  it('keeps its model when it is moved within the page', async () => {
    const fetches = vi.fn(globalThis.fetch);
    globalThis.fetch = fetches;
    const first = nextList();
    const shelf = addShelf({ label: 'For you' });
    await first;
    const before = fetches.mock.calls.length;
    const parent = document.createElement('div');
    document.body.append(parent);
    parent.append(shelf);
    const second = nextList();
    shelf.setAttribute('likes', listed[0]!);
    await second;
    expect(fetches).toHaveBeenCalledTimes(before);
  });

  it('says what is wrong with an attribute, on the page and in the console', async () => {
    const shelf = addShelf({ label: 'For you', count: 'many' });
    const fault = 'count must be a whole number from 1 to 50';
    await expect.element(page.getByRole('alert')).toHaveTextContent(fault);
    expect(console.error).toHaveBeenCalledWith(expect.stringContaining(fault));
    await expect.element(page.getByRole('button', { name: 'Try again' })).not.toBeInTheDocument();

    shelf.setAttribute('count', '2');
    await expect.element(items()).toHaveLength(2);
  });

  it('ignores items that the model does not have, and names them in the console', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue();
    const first = nextList();
    const shelf = addShelf({ label: 'For you', likes: `no-such-item,${listed[0]}` });
    expect((await first).likes).toEqual([listed[0]]);
    expect(warn).toHaveBeenLastCalledWith(expect.stringContaining('no-such-item'));
    await expect.element(items()).toHaveLength(6);

    const second = nextList();
    shelf.setAttribute('likes', `${listed[1]},nor-this-one`);
    expect((await second).likes).toEqual([listed[1]]);
    expect(shelf.likes).toEqual([listed[1]]);
    expect(warn).toHaveBeenLastCalledWith(expect.stringContaining('nor-this-one'));
  });

  it('offers another try when the model did not arrive', async () => {
    serveTiny({});
    addShelf({ label: 'For you' });
    await expect.element(page.getByRole('alert')).toHaveTextContent('404');
    expect(console.error).toHaveBeenCalledWith(expect.stringContaining('load/http'));

    serveTiny(bundle.files as Record<string, Uint8Array>);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect.element(items()).toHaveLength(6);
  });

  it('refuses a file that was changed on the way', async () => {
    const student = bundle.files['student.safetensors'].slice();
    student[student.length - 1]! ^= 1;
    serveTiny({ ...bundle.files, 'student.safetensors': student });
    addShelf({});
    await expect.element(page.getByRole('button', { name: 'Try again' })).toBeVisible();
    expect(console.error).toHaveBeenCalledWith(expect.stringContaining('bundle/hash'));
  });

  it('shows a first list from the small student, and another one when all of the model has come', async () => {
    const both = tinyBundle({ items: 40, seed: 7, nnz: 12, variant: 'small' });
    serveTiny(both.files as Record<string, Uint8Array>);
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    const tiny = globalThis.fetch;
    globalThis.fetch = async (...request) => {
      if (String(request[0]).endsWith('/student.safetensors')) await held;
      return tiny(...request);
    };
    const list = nextList();
    addShelf({ label: 'For you', sharpen: 'always', likes: listed.slice(0, 5).join() });
    const early = (await list).items.map(({ score }) => score);
    await expect.element(items()).toHaveLength(6);
    await expect.element(page.getByRole('progressbar')).not.toBeInTheDocument();
    const second = nextList();
    release();
    expect((await second).items.map(({ score }) => score)).not.toEqual(early);
    await expect.element(page.getByRole('progressbar')).not.toBeInTheDocument();
  });

  it('shows how far the download is', async () => {
    let release = () => {};
    const held = new Promise<void>((done) => {
      release = done;
    });
    const tiny = globalThis.fetch;
    globalThis.fetch = async (...request) => {
      if (String(request[0]).endsWith('catalogue.json')) await held;
      return tiny(...request);
    };
    addShelf({ label: 'For you' });
    const bar = page.getByRole('progressbar', { name: 'Loading recommendations' });
    await expect.element(bar).toHaveAttribute('aria-valuenow');
    release();
    await expect.element(items()).toHaveLength(6);
    await expect.element(bar).not.toBeInTheDocument();
  });

  it('lets nothing be shown after it left the page', async () => {
    const heard = vi.fn();
    document.addEventListener('attar-recommendations', heard);
    const first = nextList();
    const shelf = addShelf({});
    await first;
    shelf.remove();
    shelf.setAttribute('likes', listed[0]!);
    await new Promise((done) => setTimeout(done, 50));
    expect(heard).toHaveBeenCalledTimes(1);
    expect(shelf.likes).toEqual([]);
    document.removeEventListener('attar-recommendations', heard);
  });
});

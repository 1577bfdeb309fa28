import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tinyBundle } from '../../format/tiny-bundle.ts';
import { createTinyApp, createTinyServer, memorySettings, until } from '../testing/tiny-app.ts';
import type { TinyServer } from '../testing/tiny-app.ts';
import type { App } from './app-store.ts';
import { createShelfKeeper } from './shelf-keeper.ts';
import type { ShelfKeeper } from './shelf-keeper.ts';
import type { Shelf } from './shelf.ts';

const TINY = { books: tinyBundle({ items: 60, seed: 1 }), movies: tinyBundle({ items: 40, seed: 2 }) };

let server: TinyServer;
let app: App;
const state = () => app.store.getState();
const listed = () => {
  const { list } = state();
  return list.kind === 'popular' || list.kind === 'recommended' ? list.items.map(({ id }) => id) : [];
};
const recommended = () => until(app, ({ list }) => list.kind === 'recommended');

beforeEach(() => {
  server = createTinyServer(TINY);
  app = createTinyApp(server);
});
afterEach(() => app.actions.dispose());

describe('opening a model', () => {
  it('shows what most readers liked, most liked first', async () => {
    await app.actions.openModel('books');
    const { popularity, ids, titles } = TINY.books.catalogue;
    const best = ids
      .map((id, at) => ({ id, count: popularity[at], listed: titles[at] !== null }))
      .filter((item) => item.listed)
      .sort((a, b) => b.count - a.count);
    expect(state().list.kind).toBe('popular');
    expect(listed()).toEqual(best.slice(0, 20).map(({ id }) => id));
  });

  it('tells how far the download is, up to all bytes', async () => {
    const totals: number[] = [];
    const stop = app.store.subscribe(({ load }) => {
      if (load.phase === 'loading' && load.progress) totals.push(load.progress.loaded);
    });
    await app.actions.openModel('books');
    stop();
    expect(totals).toEqual([...totals].sort((a, b) => a - b));
    expect(totals.at(-1)).toBeGreaterThan(TINY.books.files['student.safetensors'].length);
  });

  it('fails with the typed error of the load, and opens on retry', async () => {
    server.answer('books/manifest.json', () => new Response('', { status: 404 }));
    await app.actions.openModel('books');
    expect(state().load).toMatchObject({ phase: 'failed', error: { code: 'load/http' } });
    server.answer('books/manifest.json', undefined);
    await app.actions.retry();
    expect(state().load.phase).toBe('ready');
  });

  it('drops a load that is overtaken by another model', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    server.answer('books/manifest.json', async () => {
      await held;
      return server.file('books/manifest.json');
    });
    const first = app.actions.openModel('books');
    await app.actions.openModel('movies');
    release();
    await first;
    const { load, model } = state();
    expect(model).toBe('movies');
    expect(load.phase === 'ready' && load.recommender.manifest.counts.items).toBe(40);
  });

  it('keeps an opened model in memory, and remembers the last one', async () => {
    const settings = memorySettings();
    app = createTinyApp(server, { settings });
    await app.actions.openModel('books');
    await app.actions.openModel('movies');
    const asked = server.asked.length;
    await app.actions.openModel('books');
    expect(server.asked).toHaveLength(asked);
    await app.actions.openModel('movies');
    expect(settings.model()).toBe('movies');
    expect(createTinyApp(server, { settings }).store.getState().model).toBe('movies');
  });

  it('opens a model again that was lost while it ran', async () => {
    await app.actions.openModel('books');
    const { load } = state();
    if (load.phase !== 'ready') throw new Error('not ready');
    load.recommender.dispose();
    app.actions.like('3');
    await until(app, ({ list }) => list.kind === 'failed' && list.error.code === 'backend/lost');
    await app.actions.retry();
    await recommended();
    expect(listed()).not.toContain('3');
  });
});

describe('the shelf', () => {
  beforeEach(() => app.actions.openModel('books'));

  it('ranks again on each like, without what is on it', async () => {
    app.actions.like('3');
    await recommended();
    const first = listed();
    expect(first).toHaveLength(20);
    expect(first).not.toContain('3');
    app.actions.like('17');
    await until(app, () => listed().join() !== first.join());
    expect(listed()).not.toContain('17');
    expect(state().lastInference?.backend).toBe('plain');
  });

  it('shows the engine’s own list and reasons', async () => {
    for (const id of ['3', '17', '28']) app.actions.like(id);
    await recommended();
    const { load, list } = state();
    if (load.phase !== 'ready' || list.kind !== 'recommended') throw new Error('not ready');
    const { items } = await load.recommender.recommend({ likes: ['3', '17', '28'], k: 20 });
    expect(list.items).toEqual(items);
    expect(items[0].because.every(({ id }) => ['3', '17', '28'].includes(id))).toBe(true);
  });

  it('answers a burst of taps with the list of the last', async () => {
    for (let id = 1; id <= 8; id++) app.actions.like(String(id));
    await recommended();
    const { load, list } = state();
    if (load.phase !== 'ready' || list.kind !== 'recommended') throw new Error('not ready');
    const answer = await load.recommender.recommend({ likes: [...'12345678'], k: 20 });
    expect(list.items).toEqual(answer.items);
  });

  it('takes back a removal and a dislike, and a cleared shelf', async () => {
    app.actions.like('3');
    app.actions.like('4');
    app.actions.remove('3');
    expect(state().undo?.what).toContain('removed');
    app.actions.undo();
    expect(state().shelf.likes).toEqual(['3', '4']);
    app.actions.dislike('4');
    expect(state().shelf).toEqual({ likes: ['3'], dislikes: ['4'] });
    app.actions.clearShelf();
    expect(state().shelf.likes).toEqual([]);
    app.actions.undo();
    expect(state().shelf).toEqual({ likes: ['3'], dislikes: ['4'] });
    expect(state().undo).toBeNull();
  });

  it('goes back to popular items when the last like goes, without the disliked', async () => {
    const [most] = listed();
    app.actions.like('3');
    await recommended();
    app.actions.dislike(most);
    app.actions.remove('3');
    expect(state().list.kind).toBe('popular');
    expect(listed()).not.toContain(most);
  });

  it('is one a model', async () => {
    app.actions.like('3');
    await app.actions.openModel('movies');
    expect(state().shelf.likes).toEqual([]);
    app.actions.like('5');
    await app.actions.openModel('books');
    expect(state().shelf.likes).toEqual(['3']);
  });

  it('announces a tap once, with its outcome', async () => {
    const said: string[] = [];
    const stop = app.store.subscribe(({ announcement }, before) => {
      if (announcement !== before.announcement) said.push(announcement);
    });
    app.actions.like('3');
    await recommended();
    stop();
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/is on your shelf\. First recommendation: /);
  });

  it('is exported with titles, and erased', async () => {
    app.actions.like('3');
    expect(JSON.parse(app.actions.exportShelf())).toEqual({
      model: 'books',
      likes: [{ id: '3', title: TINY.books.catalogue.titles[2] }],
      dislikes: [],
    });
    await app.actions.eraseEverything();
    expect(state().shelf).toEqual({ likes: [], dislikes: [] });
    await app.actions.openModel('movies');
    await app.actions.openModel('books');
    expect(state().shelf.likes).toEqual([]);
  });
});

describe('erasing', () => {
  const kept: Shelf = { likes: ['3'], dislikes: [] };
  let keeper: ShelfKeeper;
  beforeEach(async () => {
    keeper = createShelfKeeper();
    await keeper.save('books', kept);
    app = createTinyApp(server, { keeper });
  });

  it('during a load leaves the shelf empty once the model is there', async () => {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    server.answer('books/manifest.json', async () => {
      await held;
      return server.file('books/manifest.json');
    });
    const opening = app.actions.openModel('books');
    await expect.poll(() => server.asked).toContain('books/manifest.json');
    await app.actions.eraseEverything();
    release();
    await opening;
    expect(state().load.phase).toBe('ready');
    expect(state().shelf).toEqual({ likes: [], dislikes: [] });
  });

  it('says that it worked only where it did', async () => {
    for (const erased of [true, false]) {
      app = createTinyApp(server, { keeper: { ...keeper, erase: async () => erased } });
      await app.actions.openModel('books');
      await app.actions.eraseEverything();
      expect(state().shelf.likes).toEqual([]);
      expect(state().eraseFailed).toBe(!erased);
      expect(state().announcement).toBe(erased ? 'Everything is erased.' : '');
      app.actions.dispose();
    }
  });

  it('empties the shelf at once and keeps what is liked while the device erases', async () => {
    await app.actions.openModel('books');
    const erasing = app.actions.eraseEverything();
    expect(state().shelf.likes).toEqual([]);
    app.actions.like('5');
    await erasing;
    expect(state().shelf.likes).toEqual(['5']);
  });
});

describe('two tabs', () => {
  let other: App;
  beforeEach(async () => {
    const databaseName = crypto.randomUUID();
    const keeper = createShelfKeeper(databaseName);
    app = createTinyApp(server, { keeper, databaseName });
    other = createTinyApp(server, { keeper, databaseName });
    await Promise.all([app.actions.openModel('books'), other.actions.openModel('books')]);
  });
  afterEach(() => other.actions.dispose());

  it('share each like, and both rank by it', async () => {
    app.actions.like('3');
    await until(other, ({ list }) => list.kind === 'recommended');
    other.actions.like('17');
    await until(app, ({ shelf }) => shelf.likes.length === 2);
    expect(state().shelf.likes).toEqual(['3', '17']);
    await until(app, () => !listed().includes('17'));
  });

  it('leave each other alone on different models', async () => {
    await other.actions.openModel('movies');
    app.actions.like('3');
    await recommended();
    expect(other.store.getState().shelf.likes).toEqual([]);
    other.actions.like('5');
    await until(other, ({ list }) => list.kind === 'recommended');
    expect(state().shelf.likes).toEqual(['3']);
  });
});

describe('the comparison', () => {
  beforeEach(() => app.actions.openModel('books'));

  it('puts the student’s list for a sample user beside the teacher’s', async () => {
    await app.actions.openSamples();
    const { comparison, load } = state();
    if (comparison.phase !== 'ready' || !comparison.compared || load.phase !== 'ready')
      throw new Error('not ready');
    const { user, comparison: lists } = comparison.compared;
    const { ids } = TINY.books.catalogue;
    expect(lists.teacher.map(({ id }) => id)).toEqual(user.teacher.items.slice(0, 10).map((at) => ids[at]));
    const { items } = await load.recommender.recommend({ likes: user.history.map((at) => ids[at]), k: 10 });
    expect(lists.student.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
  });

  it('shows the last sample user picked', async () => {
    await app.actions.openSamples();
    await Promise.all([app.actions.pickSample(1), app.actions.pickSample(2)]);
    const { comparison } = state();
    expect(comparison.phase === 'ready' && comparison.compared?.user.id).toBe('reader-3');
  });

  it('fails apart from the list, and opens on retry', async () => {
    server.answer('books/samples.json', () => new Response('{}'));
    await app.actions.openSamples();
    expect(state().comparison).toMatchObject({ phase: 'failed' });
    expect(state().list.kind).toBe('popular');
    server.answer('books/samples.json', undefined);
    await app.actions.openSamples();
    expect(state().comparison.phase).toBe('ready');
  });
});

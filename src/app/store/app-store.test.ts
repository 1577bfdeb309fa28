import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tinyBundle } from '../../format/tiny-bundle.ts';
import { createTinyApp, createTinyServer, memorySettings, until } from '../testing/tiny-app.ts';
import type { TinyServer } from '../testing/tiny-app.ts';
import { english } from '../text/en/index.ts';
import { describeAnnouncement, describeHappening } from './announcement.ts';
import type { App } from './app-store.ts';
import { createShelfKeeper } from './shelf-keeper.ts';
import type { ShelfKeeper } from './shelf-keeper.ts';
import type { Shelf } from './shelf.ts';
import { EMPTY_SHELF } from './shelf.ts';

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

/** Holds the manifest of books back until the function it gives is called. */
function holdBooks(): () => void {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  server.answer('books/manifest.json', async () => {
    await held;
    return server.file('books/manifest.json');
  });
  return release;
}

describe('opening a model', () => {
  it('shows well-known items of many kinds, the best known first', async () => {
    await app.actions.openModel('books');
    const { popularity, ids, titles } = TINY.books.catalogue;
    const best = ids
      .map((id, at) => ({ id, count: popularity[at], listed: titles[at] !== null }))
      .filter((item) => item.listed)
      .sort((a, b) => b.count - a.count);
    const { list, load } = state();
    if (list.kind !== 'popular' || load.phase !== 'ready') throw new Error('not ready');
    expect(listed()[0]).toBe(best[0].id);
    expect(new Set(listed()).size).toBe(20);
    const kinds = (shown: readonly string[]) =>
      new Set(shown.flatMap((id) => load.library.item(id).tags)).size;
    expect(kinds(listed())).toBeGreaterThanOrEqual(kinds(best.slice(0, 20).map(({ id }) => id)));
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
    const release = holdBooks();
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

  it('says that a list is due from a tap until it is there, or has failed', async () => {
    app.actions.like('3');
    expect(state().listDue).toBe(true);
    await recommended();
    expect(state().listDue).toBe(false);
    app.actions.remove('3');
    expect(state()).toMatchObject({ listDue: false, list: { kind: 'popular' } });
    app.actions.like('3');
    const { load } = state();
    if (load.phase === 'ready') load.recommender.dispose();
    await until(app, ({ list }) => list.kind === 'failed');
    expect(state().listDue).toBe(false);
  });

  it('answers a burst of taps with the list of the last', async () => {
    for (let id = 1; id <= 8; id++) app.actions.like(String(id));
    await recommended();
    const { load, list } = state();
    if (load.phase !== 'ready' || list.kind !== 'recommended') throw new Error('not ready');
    const answer = await load.recommender.recommend({ likes: [...'12345678'], k: 20 });
    expect(list.items).toEqual(answer.items);
  });

  it('takes back a like, a removal and a dislike, and a cleared shelf', async () => {
    app.actions.like('7');
    app.actions.undo();
    expect(state().shelf.likes).toEqual([]);
    app.actions.like('3');
    app.actions.like('4');
    app.actions.remove('3');
    const { undo } = state();
    expect(undo && describeHappening(english, undo.what)).toContain('removed');
    app.actions.undo();
    expect(state().shelf.likes).toEqual(['3', '4']);
    app.actions.dislike('4');
    expect(state().shelf).toEqual({ ...EMPTY_SHELF, likes: ['3'], dislikes: ['4'] });
    app.actions.clearShelf();
    expect(state().shelf.likes).toEqual([]);
    app.actions.undo();
    expect(state().shelf).toEqual({ ...EMPTY_SHELF, likes: ['3'], dislikes: ['4'] });
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
      if (announcement && announcement !== before.announcement) {
        said.push(describeAnnouncement(english, announcement));
      }
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
      hidden: [],
      seen: [],
    });
    await app.actions.eraseEverything();
    expect(state().shelf).toEqual(EMPTY_SHELF);
    await app.actions.openModel('movies');
    await app.actions.openModel('books');
    expect(state().shelf.likes).toEqual([]);
  });
});

describe('a tuned list', () => {
  beforeEach(async () => {
    await app.actions.openModel('books');
    app.actions.like('3');
    await recommended();
  });

  it('shows only what the filter lets through, and what that costs', async () => {
    const pure = listed();
    const [tag] = TINY.books.catalogue.tagNames;
    app.actions.tune({ tags: [tag] });
    await until(app, ({ fidelity }) => fidelity !== null);
    const { load, fidelity } = state();
    if (load.phase !== 'ready') throw new Error('not ready');
    expect(listed().every((id) => load.library.item(id).tags.includes(tag))).toBe(true);
    const kept = listed().filter((id) => pure.includes(id)).length;
    expect(fidelity).toEqual({ depth: 20, kept, alone: { filter: kept } });
    app.actions.resetTuning();
    await until(app, () => listed().join() === pure.join());
    expect(state().fidelity).toBeNull();
  });

  it('stays tuned on the next visit, each model in its own way, until all is erased', async () => {
    app.actions.tune({ diversity: 0.4 });
    await app.actions.openModel('movies');
    expect(state().tuning.diversity).toBe(0);
    await app.actions.openModel('books');
    expect(state().tuning.diversity).toBe(0.4);
    await app.actions.eraseEverything();
    expect(state().tuning.diversity).toBe(0);
    await app.actions.openModel('movies');
    await app.actions.openModel('books');
    expect(state().tuning.diversity).toBe(0);
  });
});

describe('what is hidden or seen', () => {
  it('leaves the list without a word about taste, and comes back on undo', async () => {
    await app.actions.openModel('books');
    app.actions.like('3');
    await recommended();
    const before = listed();
    app.actions.hide(before[0]);
    app.actions.markSeen(before[1]);
    await until(app, () => !listed().includes(before[0]) && !listed().includes(before[1]));
    // Were it a dislike, the others would move.
    expect(listed().slice(0, 18)).toEqual(before.slice(2));
    app.actions.undo();
    await until(app, () => listed().includes(before[1]));
    expect(state().shelf).toMatchObject({ hidden: [before[0]], seen: [] });
  });
});

describe('below a card', () => {
  beforeEach(async () => {
    await app.actions.openModel('books');
    app.actions.like('3');
    app.actions.like('17');
    await recommended();
  });

  it('stands what is most like it, and stays through a like', async () => {
    const [card] = listed();
    await app.actions.showSimilar(card);
    const { aside, load } = state();
    if (aside?.kind !== 'similar' || load.phase !== 'ready') throw new Error('nothing similar');
    const { items } = await load.recommender.similar(card, 6);
    expect(aside.items.map(({ id }) => id)).toEqual(items.map(({ id }) => id));
    app.actions.like(items[0].id);
    expect(state().aside).toBe(aside);
    app.actions.closeAside();
    expect(state().aside).toBeNull();
  });

  it('stands the list as it is once the like is removed, which changes nothing yet', async () => {
    const before = listed();
    await app.actions.showWithout(before[0], '17');
    const { aside } = state();
    if (aside?.kind !== 'without') throw new Error('no preview');
    expect(state().shelf.likes).toEqual(['3', '17']);
    const previewed = aside.preview.items.map(({ id }) => id);
    expect(aside.preview.leaving.map(({ id }) => id)).toEqual(before.filter((id) => !previewed.includes(id)));
    app.actions.remove('17');
    expect(state().aside).toBeNull();
    await until(app, () => listed().join() !== before.join());
    expect(listed().filter((id) => id !== '17')).toEqual(
      previewed.slice(0, listed().includes('17') ? 19 : 20),
    );
  });
});

describe('a shelf from elsewhere', () => {
  const theirs = '#shelf=movies&likes=5,6,unknown&dislikes=7';

  it('opens its model and waits for the reader’s word', async () => {
    await app.actions.openModel('movies');
    app.actions.like('6');
    app.actions.like('8');
    await app.actions.openModel('books');
    expect(app.actions.offerLink(theirs)).toBe(true);
    await until(app, ({ offered }) => offered !== null);
    expect(state().model).toBe('movies');
    expect(state().shelf.likes).toEqual(['6', '8']);
    app.actions.takeOffer('add');
    expect(state().shelf).toMatchObject({ likes: ['6', '8', '5'], dislikes: ['7'] });
    app.actions.undo();
    expect(state().shelf).toMatchObject({ likes: ['6', '8'], dislikes: [] });
  });

  it('takes the place of the reader’s own only when they say so, and can be taken back', async () => {
    await app.actions.openModel('movies');
    app.actions.like('8');
    app.actions.offerLink(theirs);
    app.actions.declineOffer();
    expect(state().shelf.likes).toEqual(['8']);
    app.actions.offerLink(theirs);
    app.actions.takeOffer('replace');
    expect(state().shelf.likes).toEqual(['5', '6']);
    app.actions.undo();
    expect(state().shelf.likes).toEqual(['8']);
  });

  it('comes back out of what was exported', async () => {
    await app.actions.openModel('books');
    app.actions.like('3');
    app.actions.markSeen('9');
    const text = app.actions.exportShelf();
    app.actions.clearShelf();
    app.actions.offerDocument(text);
    app.actions.takeOffer('replace');
    expect(state().shelf).toEqual({ ...EMPTY_SHELF, likes: ['3'], seen: ['9'] });
  });

  it('that is none, or has nothing this model knows, is said so', async () => {
    await app.actions.openModel('books');
    expect(app.actions.offerLink('#compare')).toBe(false);
    app.actions.offerDocument('{');
    expect(state().offerFault).toBe('unreadable');
    app.actions.offerLink('#shelf=books&likes=nobody');
    expect(state()).toMatchObject({ offered: null, offerFault: 'empty' });
  });
});

describe('erasing', () => {
  const kept: Shelf = { ...EMPTY_SHELF, likes: ['3'] };
  let keeper: ShelfKeeper;
  beforeEach(async () => {
    keeper = createShelfKeeper();
    await keeper.save('books', kept);
    app = createTinyApp(server, { keeper });
  });

  it('during a load leaves the shelf empty once the model is there', async () => {
    const release = holdBooks();
    const opening = app.actions.openModel('books');
    await expect.poll(() => server.asked).toContain('books/manifest.json');
    await app.actions.eraseEverything();
    release();
    await opening;
    expect(state().load.phase).toBe('ready');
    expect(state().shelf).toEqual(EMPTY_SHELF);
  });

  it('says that it worked only where it did', async () => {
    for (const erased of [true, false]) {
      app = createTinyApp(server, { keeper: { ...keeper, erase: async () => erased } });
      await app.actions.openModel('books');
      await app.actions.eraseEverything();
      expect(state().shelf.likes).toEqual([]);
      expect(state().eraseFailed).toBe(!erased);
      const { announcement } = state();
      expect(announcement && describeAnnouncement(english, announcement)).toBe(
        erased ? 'Everything is erased.' : null,
      );
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

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tinyBundle } from '../../format/tiny-bundle.ts';
import { createLibrary } from '../store/library.ts';
import type { TinyServer } from '../testing/tiny-app.ts';
import { openTinyModel } from '../testing/tiny-model.ts';
import { createExplorer } from './explorer-store.ts';
import type { Explorer } from './explorer-store.ts';
import type { ReadersState } from './explorer-state.ts';

const bundle = tinyBundle({ items: 60, seed: 1 });
let server: TinyServer;
let explorer: Explorer;
let dispose: () => void;

beforeEach(async () => {
  const { recommender, openVariant, ...opened } = await openTinyModel(bundle);
  server = opened.server;
  explorer = createExplorer(recommender, createLibrary(recommender.catalogue), openVariant);
  dispose = recommender.dispose;
});
afterEach(() => dispose());

function readersOf({ store }: Explorer): Extract<ReadersState, { phase: 'ready' }> {
  const { readers } = store.getState();
  if (readers.phase !== 'ready') throw new Error(`the readers are ${readers.phase}`);
  return readers;
}

describe('load', () => {
  it('asks the student about every sample user, and puts the most divergent first', async () => {
    await explorer.load();
    const { readers, source } = readersOf(explorer);
    expect(readers).toHaveLength(3);
    expect(source).toBe('Invented readers');
    const overlaps = readers.map(({ agreement }) => agreement.rankBiasedOverlap);
    expect(overlaps).toEqual(overlaps.toSorted());
    for (const { user, student } of readers) {
      expect(student.items).toHaveLength(20);
      expect(student.items.filter((item) => user.history.includes(item))).toEqual([]);
    }
  });

  it('fetches once, says what failed, and tries again when asked', async () => {
    server.answer('books/samples.json', () => new Response('', { status: 500 }));
    await explorer.load();
    expect(explorer.store.getState().readers).toMatchObject({
      phase: 'failed',
      error: { code: 'load/http' },
    });
    server.answer('books/samples.json', undefined);
    await explorer.load();
    await explorer.load();
    expect(readersOf(explorer).readers).toHaveLength(3);
    expect(server.asked.filter((path) => path === 'books/samples.json')).toHaveLength(2);
  });
});

describe('choose', () => {
  it('tells the student’s probabilities over the teacher’s items, and how far they are apart', async () => {
    await explorer.load();
    const [reader] = readersOf(explorer).readers;
    const ownOf = (item: number) => reader.student.probabilities[reader.student.items.indexOf(item)];
    // The teacher of the tiny bundle is its student, but its list is shorter: two items, 3 to 1.
    const items = reader.user.teacher.items.filter((item) => reader.student.items.includes(item)).slice(0, 2);
    const teacher = { items, probabilities: [0.3, 0.1] };
    await explorer.choose({ ...reader, user: { ...reader.user, teacher } });
    const { shared } = explorer.store.getState();
    const [first, second] = items.map(ownOf);
    expect(shared?.studentOnTeachers).toEqual(
      [first / (first + second), second / (first + second)].map((p) => expect.closeTo(p, 6)),
    );
    // All twenty of the student are the union; the teacher has nothing on the other eighteen.
    const twenty = reader.student.probabilities.reduce((sum, p) => sum + p, 0);
    expect(shared?.divergence).toBeCloseTo(
      0.75 * Math.log((0.75 * twenty) / first) + 0.25 * Math.log((0.25 * twenty) / second),
      6,
    );
  });

  it('answers for the reader chosen last', async () => {
    await explorer.load();
    const { readers } = readersOf(explorer);
    await Promise.all(readers.map((reader) => explorer.choose(reader)));
    expect(explorer.store.getState().shared?.user.id).toBe(readers[2].user.id);
  });
});

describe('edit', () => {
  it('shows the list before the last change beside the list after it', async () => {
    await explorer.load();
    const [reader] = readersOf(explorer).readers;
    await explorer.choose(reader);
    const [gone, ...rest] = explorer.store.getState().whatIf?.history ?? [];
    await explorer.edit(rest);
    const once = explorer.store.getState().whatIf;
    expect(once?.before).toEqual(reader.student.items);
    expect(once?.now).not.toEqual(once?.before);
    await explorer.edit([...rest, gone]);
    const twice = explorer.store.getState().whatIf;
    expect(twice?.before).toEqual(once?.now);
    expect(twice?.now).toEqual(reader.student.items);
    expect(twice?.original).toEqual(reader.student.items);
  });
});

import { describe, expect, it } from 'vitest';
import { rowOf } from '../core/interactions.ts';
import type { Dataset, DatasetName, LoadDatasetOptions, LoadStep } from './dataset.ts';
import { loadDataset } from './load-dataset.ts';
import { type Files, csv, tinyGoodbooks, tinyMovieLens, withFolder } from './test-folders.ts';

const SIZES = { test: 3, validation: 2 };

function load(name: DatasetName, files: Files, options: LoadDatasetOptions = {}): Promise<Dataset> {
  return withFolder(files, (folder) => loadDataset(name, folder, { sizes: SIZES, ...options }));
}

/** Everything that is data, for comparing two loads. */
function content({ split, catalogue, counts }: Dataset): unknown {
  return { split, catalogue, counts };
}

describe('books', () => {
  it('are read from the official layout', async () => {
    const books = await load('books', tinyGoodbooks());
    expect(books.counts).toMatchObject({
      users: 12,
      interactions: 12 * 12 + 2,
      trainingUsers: 7,
      items: 20,
      listed: 20,
    });
    expect(books.catalogue.titles[3]).toBe('Book 3');
    expect(books.catalogue.creators[3]).toEqual(['Author 3', 'Painter']);
    expect(books.catalogue.years[3]).toBe(1990);
    expect(books.split.itemIds).toEqual(Array.from({ length: 20 }, (_, i) => String(i + 1)));
  });

  it('get their tags by Goodreads id, without shelves that say nothing', async () => {
    const { catalogue } = await load('books', tinyGoodbooks());
    const namesOf = (item: number): string[] => catalogue.tags[item]!.map((tag) => catalogue.tagNames[tag]!);
    expect(namesOf(0)).toEqual(['fantasy']);
    expect(namesOf(1)).toEqual(['science fiction']);
    expect(namesOf(2)).toEqual([]);
  });

  it('count popularity in training users', async () => {
    const { catalogue, split } = await load('books', tinyGoodbooks());
    const likers = Array.from({ length: split.training.users }, (_, user) =>
      rowOf(split.training, user).includes(5),
    );
    expect(catalogue.popularity[5]).toBe(likers.filter(Boolean).length);
  });

  it('take sample users from the test users', async () => {
    const books = await load('books', tinyGoodbooks());
    expect(
      books
        .sampleHistories(10, 1)
        .map(({ id }) => Number(id))
        .sort((a, b) => a - b),
    ).toEqual([1, 7, 8]);
  });
});

describe('movies', () => {
  it('take ratings of ml-1m and titles of ml-latest-small only', async () => {
    const { catalogue, counts } = await load('movies', tinyMovieLens());
    expect(catalogue.titles[0]).toBe('The Movie 1');
    expect(catalogue.years[0]).toBe(1950);
    expect(catalogue.tags[0]!.map((tag) => catalogue.tagNames[tag])).toEqual([
      'comedy',
      'science fiction',
      'time travel',
    ]);
    expect(catalogue.ids[19]).toBe('20');
    expect(catalogue.titles[19]).toBeNull();
    expect(counts).toMatchObject({ items: 20, listed: 19, interactions: 144 });
  });

  it('take no sample user who may be in ml-1m, and no item that ml-1m lacks', async () => {
    const samples = (await load('movies', tinyMovieLens())).sampleHistories(10, 1);
    expect(samples.map(({ id }) => id).sort()).toEqual(['2', '3']);
    const second = samples.find(({ id }) => id === '2')!;
    const all = [...second.history, ...second.heldOut].sort((a, b) => a - b);
    expect(all).toEqual(Array.from({ length: 11 }, (_, i) => i + 1));
  });
});

describe('loading', () => {
  it('gives the same result every time', async () => {
    expect(content(await load('books', tinyGoodbooks()))).toEqual(
      content(await load('books', tinyGoodbooks())),
    );
  });

  it('tells its steps in order', async () => {
    const steps: LoadStep[] = [];
    await load('movies', tinyMovieLens(), { onProgress: (step) => steps.push(step) });
    expect(steps.map(({ done, total }) => `${done} of ${total}`)).toEqual([
      '0 of 4',
      '1 of 4',
      '2 of 4',
      '3 of 4',
    ]);
  });

  it('counts the bad rows of all files that were left out', async () => {
    const files = tinyGoodbooks();
    files['goodbooks-10k/ratings.csv'] += '1,2,x\n';
    files['goodbooks-10k/books.csv'] += 'torn\n';
    await expect(load('books', files)).rejects.toMatchObject({ code: 'data/bad-row' });
    expect((await load('books', files, { skipBadRows: true })).counts.skippedRows).toBe(2);
  });
});

describe('faults of the data folder', () => {
  it('that is not there are told with place, files and the command that downloads them', async () => {
    await withFolder({}, async (folder) => {
      await expect(loadDataset('movies', folder)).rejects.toMatchObject({
        code: 'data/missing',
        message: expect.stringMatching(
          new RegExp(`ml-1m: expected ratings.dat in ${folder}/ml-1m, .* \`attar data ml-1m\``),
        ),
      });
    });
  });

  it('such as one missing file name that file', async () => {
    const { 'goodbooks-10k/tags.csv': _, ...files } = tinyGoodbooks();
    await expect(load('books', files)).rejects.toThrow('but tags.csv is not there');
  });

  it.each([
    [
      'no likes',
      [
        [1, 1, 2],
        [2, 2, 3],
      ],
      'found no likes',
    ],
    ['one user', Array.from({ length: 9 }, (_, i) => [1, i, 5]), 'found only one user'],
    ['one item', Array.from({ length: 9 }, (_, i) => [i, 1, 5]), 'found only one item'],
  ])('such as %s are too small', async (_, rows, message) => {
    const dat = `${rows.map((row) => [...row, 1].join('::')).join('\n')}\n`;
    const faulty = load('movies', { ...tinyMovieLens(), 'ml-1m/ratings.dat': dat });
    await expect(faulty).rejects.toMatchObject({
      code: 'data/too-small',
      message: expect.stringContaining(message),
    });
  });

  it('such as too few users for the published split are told', async () => {
    await withFolder(tinyMovieLens(), async (folder) => {
      await expect(loadDataset('movies', folder)).rejects.toThrow('12 users are too few: 1000 are set aside');
    });
  });

  it('such as an empty file are told', async () => {
    const files = { ...tinyGoodbooks(), 'goodbooks-10k/to_read.csv': '' };
    await expect(load('books', files)).rejects.toThrow('to_read.csv is empty');
    const headerOnly = { ...tinyGoodbooks(), 'goodbooks-10k/ratings.csv': csv('user_id,book_id,rating', []) };
    await expect(load('books', headerOnly)).rejects.toMatchObject({ code: 'data/layout' });
  });
});

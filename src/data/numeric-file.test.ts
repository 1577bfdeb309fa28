import { describe, expect, it } from 'vitest';
import { withDuckDB } from './duckdb.ts';
import type { NumericLayout } from './layouts.ts';
import { GOODBOOKS, MOVIELENS_1M } from './layouts.ts';
import { type NumericRows, type ReadOptions, readNumbers } from './numeric-file.ts';
import { withFolder } from './test-folders.ts';

const RATINGS = GOODBOOKS.ratings;

function read(
  content: string | Uint8Array,
  layout: NumericLayout = RATINGS,
  options: ReadOptions = {},
): Promise<NumericRows> {
  return withFolder({ [layout.file]: content }, (folder) =>
    withDuckDB((connection) => readNumbers(connection, folder, layout, options)),
  );
}

function rowsOf({ columns, rows }: NumericRows): number[][] {
  return Array.from({ length: rows }, (_, row) => columns.map((column) => column[row]!));
}

describe('reading a file of numbers', () => {
  it('keeps the order of the file', async () => {
    expect(rowsOf(await read('user_id,book_id,rating\n2,7,5\n1,9,1\n2,3,4\n'))).toEqual([
      [2, 7, 5],
      [1, 9, 1],
      [2, 3, 4],
    ]);
  });

  it('keeps the order of two hundred thousand rows', async () => {
    const lines = Array.from({ length: 200000 }, (_, i) => `${i},${199999 - i},${1 + (i % 5)}`);
    const { columns, rows } = await read(`user_id,book_id,rating\n${lines.join('\n')}`);
    expect(rows).toBe(200000);
    expect(columns[0]!.every((user, i) => user === i && columns[1]![i] === 199999 - i)).toBe(true);
  });

  it('finds columns by name, whatever their order and whatever stands beside them', async () => {
    expect(rowsOf(await read('rating,note,book_id,user_id\n5,x,7,2\n'))).toEqual([[2, 7, 5]]);
  });

  it('reads a byte-order mark, Windows line ends, empty lines and a last line without end', async () => {
    expect(rowsOf(await read('\uFEFFuser_id,book_id,rating\r\n2,7,5\r\n\r\n1,9,1'))).toEqual([
      [2, 7, 5],
      [1, 9, 1],
    ]);
  });

  it('reads rows separated by two colons without a header', async () => {
    expect(rowsOf(await read('1::1193::5::978300760\n', MOVIELENS_1M.ratings))).toEqual([
      [1, 1193, 5, 978300760],
    ]);
  });
});

describe('a bad row', () => {
  it.each([
    ['1,2,five', 'rating "five" is not a whole number from 1 to 5'],
    ['1,2,6', 'rating "6" is not a whole number from 1 to 5'],
    ['1,2,4.5', 'rating "4.5" is not a whole number from 1 to 5'],
    ['1,2,', 'rating "" is not a whole number from 1 to 5'],
    ['-1,2,4', 'user_id "-1" is not a whole number from 0 to 2147483647'],
    ['1,nan,4', 'book_id "nan" is not a whole number from 0 to 2147483647'],
    ['1,2', 'expected 3 fields, got 2: "1,2"'],
    ['1,2,3,4', 'expected 3 fields, got 4: "1,2,3,4"'],
  ])('"%s" is told with file, line and value', async (row, fault) => {
    await expect(read(`user_id,book_id,rating\n1,1,1\n\n${row}\n1,3,5\n`)).rejects.toMatchObject({
      code: 'data/bad-row',
      message: `ratings.csv line 4: ${fault}; use --skip-bad-rows to leave such rows out`,
    });
  });

  it('is found behind a thousand good ones', async () => {
    const good = Array.from({ length: 3000 }, (_, i) => `1,${i},5`).join('\n');
    await expect(read(`user_id,book_id,rating\n${good}\n1,x,5\n`)).rejects.toThrow(
      'ratings.csv line 3,002: book_id "x"',
    );
  });

  it('is left out and counted when asked', async () => {
    const rows = await read('user_id,book_id,rating\n1,1,1\n1,2,five\n1\n1,3,5\n', RATINGS, {
      skipBadRows: true,
    });
    expect(rowsOf(rows)).toEqual([
      [1, 1, 1],
      [1, 3, 5],
    ]);
    expect(rows.skipped).toBe(2);
  });

  it('may hold any bytes', async () => {
    const bytes = Uint8Array.of(...Buffer.from('user_id,book_id,rating\n1,1,'), 0xff, 0xfe, 0x00, 0x0a);
    await expect(read(bytes)).rejects.toMatchObject({ code: 'data/bad-row' });
  });
});

describe('a wrong layout', () => {
  it('of columns is told with what was expected and what came', async () => {
    await expect(read('user,book_id,stars\n1,2,3\n')).rejects.toMatchObject({
      code: 'data/layout',
      message:
        'ratings.csv has no column "user_id", "rating"; expected user_id, book_id, rating in its first line, ' +
        'got "user,book_id,stars"',
    });
  });

  it.each([
    ['an empty file', ''],
    ['a header without rows', 'user_id,book_id,rating\n'],
    ['rows that are all bad', 'user_id,book_id,rating\nx,y,z\n'],
  ])('such as %s is an error', async (_, content) => {
    await expect(read(content, RATINGS, { skipBadRows: true })).rejects.toMatchObject({
      code: 'data/layout',
    });
  });
});

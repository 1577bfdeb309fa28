import { describe, expect, it } from 'vitest';
import { withDuckDB } from './duckdb.ts';
import type { ReadOptions } from './numeric-file.ts';
import { withFolder } from './test-folders.ts';
import { type TextRows, readText } from './text-file.ts';

const LAYOUT = { file: 'books.csv', columns: ['id', 'name'] };

function read(content: string | Uint8Array, options: ReadOptions = {}): Promise<TextRows> {
  return withFolder({ 'books.csv': content }, (folder) =>
    withDuckDB((connection) => readText(connection, folder, LAYOUT, options)),
  );
}

describe('reading a CSV file with text', () => {
  it('reads quotes, commas and line ends inside a field, and blanks', async () => {
    const { columns } = await read('id,other,name\n1,x,"a, ""b""\nc"\n2,y,\n');
    expect(columns).toEqual([
      ['1', '2'],
      ['a, "b"\nc', ''],
    ]);
  });

  it.each([
    [
      'too many fields',
      'id,name\n1,a\n2,b,c\n3,d\n',
      'books.csv line 3: Expected Number of Columns: 2 Found: 3',
    ],
    ['too few fields', 'id,name\n1,a\n2\n3,d\n', 'books.csv line 3: Expected Number of Columns: 2 Found: 1'],
    [
      'bytes that are not UTF-8',
      Buffer.from('id,name\n1,a\n2,caf\xe9\n3,d\n', 'latin1'),
      'line 3: the text is not UTF-8',
    ],
    ['an id that is no number', 'id,name\n1,a\nx,b\n3,d\n', 'books.csv row 2: id "x" is not a whole number'],
  ])('tells a row with %s, and leaves it out when asked', async (_, content, fault) => {
    await expect(read(content)).rejects.toMatchObject({
      code: 'data/bad-row',
      message: expect.stringContaining(fault),
    });
    const { columns, skipped } = await read(content, { skipBadRows: true });
    expect(columns).toEqual([
      ['1', '3'],
      ['a', 'd'],
    ]);
    expect(skipped).toBe(1);
  });

  it('tells a quote that never ends', async () => {
    await expect(read('id,name\n1,"a"\n2,"b\n3,c\n')).rejects.toThrow(/line 3: .*quote/);
  });

  it('tells an empty file, a missing column and a header without rows', async () => {
    await expect(read('')).rejects.toMatchObject({ code: 'data/layout' });
    await expect(read('id,title\n1,a\n')).rejects.toThrow('books.csv has no column "name"');
    await expect(read('id,name\n')).rejects.toThrow('books.csv has no readable row');
  });
});

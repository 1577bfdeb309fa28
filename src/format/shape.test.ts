import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAttarError } from '../core/errors.ts';
import { checkShape } from './json.ts';
import {
  array,
  exactObject,
  nullable,
  leaf,
  number,
  object,
  oneOf,
  optional,
  record,
  string,
  where,
} from './shape.ts';
import type { Shape } from './shape.ts';

const even = where(number, 'an even number', (value) => value % 2 === 0);
const shelf = object({
  name: string,
  kind: oneOf('shelf', 'box'),
  note: optional(string),
  books: array(object({ title: nullable(string), pages: even })),
  sizes: record(number),
});

const sound = {
  name: 'a',
  kind: 'box',
  books: [
    { title: 'x', pages: 10 },
    { title: null, pages: 12 },
  ],
  sizes: { width: 1.5 },
};

function check<T>(shape: Shape<T>, value: unknown): T {
  return checkShape('file.json', shape, value);
}

describe('a shape', () => {
  test('gives the value back as it came', () => {
    expect(check(shelf, sound)).toEqual(sound);
    expect(check(shelf, { ...sound, note: 'n' }).note).toBe('n');
  });

  test('leaves out keys that it does not name, and puts the others in its own order', () => {
    const turned = { more: 1, ...Object.fromEntries(Object.entries(sound).reverse()) };
    expect(JSON.stringify(check(shelf, turned))).toBe(JSON.stringify(sound));
  });

  test('leaves an optional key out when it is not there', () => {
    expect(Object.keys(check(shelf, sound))).toEqual(['name', 'kind', 'books', 'sizes']);
  });

  test('of one key more is refused where none more is allowed', () => {
    const exact = exactObject({ a: number });
    expect(check(exact, { a: 1 })).toEqual({ a: 1 });
    expect(() => check(exact, { a: 1, b: 2 })).toThrow('expected no key "b", got an object');
  });

  test('keeps "__proto__" as a key like any other', () => {
    const value = JSON.parse('{"__proto__":7}') as unknown;
    const found = check(record(number), value);
    expect(Object.getPrototypeOf(found)).toBe(Object.prototype);
    expect(Object.entries(found)).toEqual([['__proto__', 7]]);
    expect(() => check(exactObject({}), value)).toThrow('no key "__proto__"');
  });

  test.each<[string, unknown, string]>([
    ['name', undefined, 'field "name" is not valid (expected a text, got nothing)'],
    ['kind', 'bag', 'field "kind" is not valid (expected "shelf" or "box", got "bag")'],
    ['note', null, 'field "note" is not valid (expected a text, got null)'],
    ['books', {}, 'field "books" is not valid (expected an array, got an object)'],
    ['books', [{ title: '', pages: 2 }, { title: 3 }], 'field "books.1.title" is not valid (expected a text'],
    [
      'books',
      [{ title: '', pages: 3 }],
      'field "books.0.pages" is not valid (expected an even number, got 3)',
    ],
    ['sizes', { a: 1, b: '2' }, 'field "sizes.b" is not valid (expected a number, got "2")'],
    ['sizes', [1], 'field "sizes" is not valid (expected an object, got an array)'],
  ])('refuses another "%s": %j', (key, value, message) => {
    expect(() => check(shelf, { ...sound, [key]: value })).toThrow(`file.json: ${message}`);
  });

  test('of columns finds the one wrong value among many, at any depth', () => {
    const small = leaf('a small number', (value): value is number => typeof value === 'number' && value < 10);
    const rows: unknown[] = Array.from({ length: 1000 }, (_, row) => [row % 10, null]);
    const columns = array(array(nullable(small)));
    expect(check(columns, rows)).toEqual(rows);
    rows[700] = [1, null, 10];
    expect(() => check(columns, rows)).toThrow(
      'field "700.2" is not valid (expected a small number, got 10)',
    );
    rows[700] = 'none';
    expect(() => check(columns, rows)).toThrow('field "700" is not valid (expected an array, got "none")');
  });

  test('takes no number without end, which JSON can write as 1e999', () => {
    expect(() => check(number, JSON.parse('1e999'))).toThrow('expected a number, got Infinity');
    expect(() => check(array(array(number)), [[1], [2, Number.NaN]])).toThrow('"1.1" is not valid');
  });

  test('quotes no more of a wrong value than a person reads', () => {
    const long = 'x'.repeat(10_000);
    for (const value of [long, { [long]: long }]) {
      const shape: Shape<unknown> = typeof value === 'string' ? number : record(number);
      expect(() => check(shape, value)).toThrow(
        expect.objectContaining({ message: expect.stringMatching(/^.{1,400}$/) as string }),
      );
    }
  });

  test('gives any JSON value back in its own form, or refuses it with a typed error', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        for (const shape of [shelf, record(array(nullable(number))), exactObject({ a: even })]) {
          expectSameOrRefused(shape, value);
          expectSameOrRefused(shape, { ...sound, ...Object(value) });
        }
      }),
    );
  });
});

/** What a shape gave, it gives again. */
function expectSameOrRefused(shape: Shape<unknown>, value: unknown): void {
  try {
    const found = check(shape, value);
    expect(check(shape, found)).toEqual(found);
  } catch (fault) {
    if (!isAttarError(fault, 'bundle/format')) throw fault;
  }
}

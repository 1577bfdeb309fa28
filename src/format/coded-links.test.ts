import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAttarError } from '../core/errors.ts';
import type { SparseTable } from '../core/hybrid.ts';
import { Random } from '../core/random.ts';
import { decodeLinks, encodeLinks, popularFirst } from './coded-links.ts';
import { decodeValues, encodeValues } from './coded-streams.ts';
import { LinkCoder } from './link-coder.ts';
import type { BitCoder } from './range-coder.ts';

/** The table of those links, with values that tell row and column apart. */
function tableOf(rows: number, links: Iterable<readonly [row: number, column: number]>): SparseTable {
  const sets = Array.from({ length: rows }, () => new Set<number>());
  for (const [row, column] of links) sets[row]!.add(column);
  const sorted = sets.map((set) => [...set].sort((a, b) => a - b));
  const offsets = new Uint32Array(rows + 1);
  sorted.forEach((row, r) => {
    offsets[r + 1] = offsets[r]! + row.length;
  });
  const codes = Int8Array.from(
    sorted.flatMap((row, r) => row.map((column) => ((r + 3 * column) % 255) - 127)),
  );
  const columns = Uint16Array.from(sorted.flat());
  return { rows, offsets, columns, codes, scales: new Float32Array(rows) };
}

const table = fc.integer({ min: 1, max: 40 }).chain((rows) => {
  const link = fc.tuple(fc.nat(rows - 1), fc.nat(rows - 1));
  const mutual = fc.array(link, { maxLength: 150 });
  return fc
    .tuple(mutual, mutual)
    .map(([one, both]) =>
      tableOf(rows, [...one, ...both, ...both.map(([a, b]) => [b, a] as [number, number])]),
    );
});

/** Cliques of mutually linked items, as series of books are. */
function cliques(count: number, size: number): SparseTable {
  const rows = count * size;
  const place = new Random(5).shuffle(Uint32Array.from({ length: rows }, (_, i) => i));
  const links: [number, number][] = [];
  for (let a = 0; a < rows; a++) {
    const first = a - (a % size);
    for (let b = first; b < first + size; b++) if (a !== b) links.push([place[a]!, place[b]!]);
  }
  return tableOf(rows, links);
}

describe('links', () => {
  test('come back from any order of items, links to oneself included', () => {
    fc.assert(
      fc.property(table, fc.nat(), (sparse, seed) => {
        const random = new Random(seed);
        const order = popularFirst(Float32Array.from({ length: sparse.rows }, () => random.below(5)));
        const { rows, offsets, columns } = sparse;
        const bytes = encodeLinks(sparse, order);
        expect(decodeLinks(bytes, 'links', order)).toEqual({ rows, offsets, columns });
      }),
    );
  });

  test('are coded with popular items first, ties by index', () => {
    expect([...popularFirst(Float32Array.of(1, 3, 2, 3))]).toEqual([1, 3, 2, 0]);
  });

  test('inside cliques cost a fraction of an index: under 2 bits where one takes 10', () => {
    const sparse = cliques(100, 10);
    const bytes = encodeLinks(sparse, popularFirst(new Float32Array(sparse.rows)));
    expect((8 * bytes.length) / sparse.columns.length).toBeLessThan(2);
  });

  test('read from any decisions at all are a table, or a typed error', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 1, max: 30 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (seed, items, often) => {
          const random = new Random(seed);
          const coder: BitCoder = { bit: () => (random.uniform() < often ? 1 : 0) };
          const links = new LinkCoder(coder, items);
          const ways = new Uint8Array(items);
          try {
            for (let item = 0; item < items; item++) {
              const found = links.next(ways, []);
              expect(new Set(found).size).toBe(found.length);
              expect(found.every((other) => other < item && ways[other]! >= 1 && ways[other]! <= 3)).toBe(
                true,
              );
              for (const other of found) ways[other] = 0;
            }
          } catch (fault) {
            if (!isAttarError(fault, 'bundle/format')) throw fault;
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('that need more decisions than their bytes can hold are refused before anything is allocated', () => {
    const order = popularFirst(new Float32Array(100_000));
    expect(() => decodeLinks(new Uint8Array(4), 'links', order)).toThrow(/cannot hold 200000 decisions/);
  });
});

describe('values', () => {
  test('come back at every number of bits', () => {
    fc.assert(
      fc.property(table, fc.constantFrom(4, 5, 6, 8), (sparse, bits) => {
        const codes = sparse.codes.map((code) => code >> (8 - bits));
        const bytes = encodeValues({ ...sparse, codes }, bits);
        expect(decodeValues(bytes, 'values', sparse, bits)).toEqual(codes);
      }),
    );
  });

  test('that resemble those of the other direction cost less than those that do not', () => {
    const sparse = cliques(200, 6);
    const bytesWith = (value: (row: number, column: number) => number): number => {
      const codes = sparse.codes.slice();
      for (let row = 0; row < sparse.rows; row++) {
        for (let e = sparse.offsets[row]!; e < sparse.offsets[row + 1]!; e++) {
          codes[e] = value(row, sparse.columns[e]!);
        }
      }
      return encodeValues({ ...sparse, codes }, 4).length;
    };
    const random = new Random(1);
    const drawn = Float32Array.from({ length: sparse.rows ** 2 }, () => random.below(15) - 7);
    const at = (row: number, column: number): number => drawn[row * sparse.rows + column]!;
    const mutual = bytesWith((row, column) => at(Math.min(row, column), Math.max(row, column)));
    expect(mutual).toBeLessThan(0.75 * bytesWith(at));
  });
});

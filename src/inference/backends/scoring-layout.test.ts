import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeAt } from '../../core/hybrid.ts';
import { Random } from '../../core/random.ts';
import { randomStudent } from '../../format/random-student.ts';
import { codeReadings, layOut, packCodes } from './scoring-layout.ts';

describe('the layout of a table in textures', () => {
  test('of 100,000 items of 64 bytes is a square of 159 by 158 groups, in one tile', () => {
    const table = {
      rows: 1e5,
      columns: 64,
      bits: 8,
      codes: new Int8Array(),
      scales: new Float32Array(),
    } as const;
    expect(layOut(table, 8192)).toEqual({
      bits: 8,
      depth: 16,
      width: 159,
      height: 158,
      slots: 100_488,
      itemsPerTile: 100_000,
      tiles: 1,
    });
  });

  test('of 1,000,000 items of 64 bytes is one tile at 4096 texels a side, four at 1024', () => {
    const table = {
      rows: 1e6,
      columns: 64,
      bits: 8,
      codes: new Int8Array(),
      scales: new Float32Array(),
    } as const;
    expect(layOut(table, 4096)?.tiles).toBe(1);
    // 1,024 rows of 64 groups of four items, one of them free.
    expect(layOut(table, 1024)).toMatchObject({ tiles: 4, itemsPerTile: 250_000 });
  });

  test('is none where one item is wider than a texture', () => {
    const table = {
      rows: 1,
      columns: 66,
      bits: 8,
      codes: new Int8Array(),
      scales: new Float32Array(),
    } as const;
    expect(layOut(table, 16)).toBeUndefined();
    expect(layOut(table, 17)).toBeDefined();
  });

  test('fits the device, has a free slot at the end, and leaves less than a row and a group of it free', () => {
    const shape = {
      rows: fc.integer({ min: 1, max: 300_000 }),
      columns: fc.integer({ min: 1, max: 40 }).map((half) => 2 * half),
      bits: fc.constantFrom(4 as const, 8 as const),
      largest: fc.integer({ min: 20, max: 9000 }),
    };
    fc.assert(
      fc.property(fc.record(shape), ({ rows, columns, bits, largest }) => {
        const table = { rows, columns, bits, codes: new Uint8Array(), scales: new Float32Array() };
        const { depth, width, height, slots, itemsPerTile, tiles } = layOut(table, largest)!;
        expect(width * depth).toBeLessThanOrEqual(largest);
        expect(height).toBeLessThanOrEqual(largest);
        expect(itemsPerTile * tiles).toBeGreaterThanOrEqual(rows);
        expect(itemsPerTile * (tiles - 1)).toBeLessThan(rows);
        expect(itemsPerTile).toBeLessThan(slots);
        expect(slots - itemsPerTile).toBeLessThanOrEqual(4 * width + 4);
      }),
    );
  });
});

describe('packed codes', () => {
  test('hold a word of four items in one texel, the next word beside it, the sign turned', () => {
    const codes = Int8Array.from({ length: 40 }, (_, i) => i - 128);
    const table = { rows: 5, columns: 8, bits: 8, codes, scales: new Float32Array(5) } as const;
    const layout = layOut(table, 4)!;
    expect(layout).toMatchObject({ width: 2, height: 1, depth: 2, slots: 8, tiles: 1 });
    const words = packCodes(table, layout, 0);
    expect(new Uint32Array(words.buffer)).toEqual(
      Uint32Array.of(
        0x83_02_01_00,
        0x8b_0a_09_08,
        0x93_12_11_10,
        0x9b_1a_19_18,
        0x87_06_05_04,
        0x8f_0e_0d_0c,
        0x97_16_15_14,
        0x9f_1e_1d_1c,
        0xa3_22_21_20,
        0,
        0,
        0,
        0xa7_26_25_24,
        0,
        0,
        0,
      ),
    );
  });

  test('of any bits and tiles are the table’s, read the way the program reads them', () => {
    const shape = {
      seed: fc.nat(),
      items: fc.integer({ min: 1, max: 90 }),
      dim: fc.integer({ min: 1, max: 9 }).map((half) => 2 * half),
      bits: fc.constantFrom(2 as const, 3 as const, 4 as const, 8 as const),
      largest: fc.integer({ min: 5, max: 12 }),
    };
    fc.assert(
      fc.property(fc.record(shape), ({ seed, largest, ...rest }) => {
        const { out } = randomStudent(new Random(seed), { ...rest, nnz: 0 });
        const layout = layOut(out, largest)!;
        const readings = codeReadings(layout.bits);
        const tiles = Array.from({ length: layout.tiles }, (_, tile) => packCodes(out, layout, tile));
        const perWord = 32 / layout.bits;
        for (let item = 0; item < rest.items; item++) {
          const slot = item % layout.itemsPerTile;
          const group = slot >> 2;
          const [x, y] = [group % layout.width, Math.floor(group / layout.width)];
          for (let column = 0; column < rest.dim; column++) {
            const texel = (y * layout.width + x) * layout.depth + Math.floor(column / perWord);
            const word = tiles[Math.floor(item / layout.itemsPerTile)]![4 * texel + (slot & 3)]!;
            const { mask, factor, offset } = readings[column % perWord]!;
            expect(factor * (word & mask) - offset).toBe(codeAt(out, item, column));
          }
        }
      }),
    );
  });

  test('of two bits take a quarter of a byte each', () => {
    const { out } = randomStudent(new Random(1), { items: 8, dim: 32, bits: 2, nnz: 0 });
    expect(layOut(out, 64)).toMatchObject({ bits: 2, depth: 2 });
  });
});

import type { QuantisedTable } from '../../core/hybrid.ts';

/**
 * Where a catalogue lies in textures. Four items are a group: one texel of the result holds their scores, and one
 * texel of codes four bytes of each. Groups lie in rows; a group's texels of codes stand side by side, since a
 * processor that draws reads memory in its order. A device has a largest side, so a large catalogue is cut into
 * tiles, all laid out alike.
 */
export interface ScoringLayout {
  /** Bits of a code: two bits that memory holds in four are packed again. */
  readonly bits: 2 | 4 | 8;
  /** Texels of codes of a group, which is four-byte words of codes of an item. */
  readonly depth: number;
  /** Groups of a row. */
  readonly width: number;
  /** Rows of groups. */
  readonly height: number;
  /** Items that a tile has room for, 4 · width · height; the last is always free. */
  readonly slots: number;
  /** Items of every tile but the last, which may have fewer. */
  readonly itemsPerTile: number;
  readonly tiles: number;
}

/** What of a layout follows from a table's columns and the bits of a code as stored: three lie in memory as four. */
export function shapeOf(columns: number, stored: 2 | 3 | 4 | 8): Pick<ScoringLayout, 'bits' | 'depth'> {
  const bits = stored === 3 ? 4 : stored;
  return { bits, depth: Math.ceil((columns * bits) / 32) };
}

/** The layout of a table in textures of at most `largest` texels a side; undefined where one item does not fit. */
export function layOut(table: QuantisedTable, largest: number): ScoringLayout | undefined {
  const { bits, depth } = shapeOf(table.columns, table.storedBits ?? table.bits);
  const widest = Math.floor(largest / depth);
  if (widest === 0) return undefined;
  const tiles = Math.ceil(table.rows / (4 * widest * largest - 1));
  const itemsPerTile = Math.ceil(table.rows / tiles);
  const groups = Math.ceil((itemsPerTile + 1) / 4);
  // A draw is split among cores by rows, and padded by less than a row: so about as many rows as columns.
  const width = Math.min(widest, Math.ceil(Math.sqrt(groups)));
  const height = Math.ceil(groups / width);
  return { bits, depth, width, height, slots: 4 * width * height, itemsPerTile, tiles };
}

/** How the codes of so many bits are stored: a code is factor · level − offset, its level a whole number from 0. */
export const CODE_OF_BITS = {
  2: { factor: 2, offset: 3 },
  4: { factor: 1, offset: 8 },
  8: { factor: 1, offset: 128 },
} as const;

/** How a program reads a code out of its word, a signed whole number: code = factor · (word & mask) − offset. */
export interface CodeReading {
  readonly mask: number;
  readonly factor: number;
  readonly offset: number;
}

/**
 * readings[32 / bits] of the codes of a word, the first in the lowest bits. A masked code is never shifted down, which
 * would take a third of a program's time on a processor: that is a power of two in its factor, and so is exact. The
 * last one has the sign.
 */
export function codeReadings(bits: ScoringLayout['bits']): CodeReading[] {
  const { factor, offset } = CODE_OF_BITS[bits];
  const ofSign = factor * 2 ** (bits - 1);
  return Array.from({ length: 32 / bits }, (_, place) => ({
    mask: (2 ** bits - 1) << (bits * place),
    factor: factor / 2 ** (bits * place),
    offset: place === 32 / bits - 1 ? offset - ofSign : offset,
  }));
}

/** The sign of a word. */
const SIGN = 1 << 31;

/** words[height, width, depth, 4]: the codes of a tile, as `codeReadings` reads them. */
export function packCodes(table: QuantisedTable, layout: ScoringLayout, tile: number): Int32Array {
  const { depth, slots, itemsPerTile } = layout;
  const words = new Int32Array(slots * depth);
  const first = tile * itemsPerTile;
  const count = Math.min(itemsPerTile, table.rows - first);
  const item = new Int32Array(depth);
  for (let slot = 0; slot < count; slot++) {
    packItem(table, layout, first + slot, item);
    const at = 4 * depth * (slot >> 2) + (slot & 3);
    for (let word = 0; word < depth; word++) words[at + 4 * word] = item[word]! ^ SIGN;
  }
  return words;
}

/** Writes words[depth]: the codes of one item. */
function packItem(
  { bits, codes, columns }: QuantisedTable,
  layout: ScoringLayout,
  item: number,
  words: Int32Array,
): void {
  const bytes = (columns * bits) / 8;
  const shift = layout.bits < bits ? 4 : 8;
  words.fill(0);
  for (let b = 0; b < bytes; b++) {
    const byte = codes[item * bytes + b]!;
    const packed = bits === 8 ? byte + 128 : shift === 4 ? levelsOf(byte) : byte;
    words[(b * shift) >> 5]! |= packed << ((b * shift) & 31);
  }
}

/** Two codes −3, −1, 1 or 3, each stored plus 8 in half a byte, as two levels 0 … 3 of two bits each. */
function levelsOf(byte: number): number {
  return (((byte & 15) - 5) >> 1) | ((((byte >> 4) - 5) >> 1) << 2);
}

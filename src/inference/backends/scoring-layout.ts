import type { QuantisedTable } from '../../core/hybrid.ts';

/**
 * Where a catalogue lies in textures. Four items side by side are a group: one texel of the result holds their
 * scores, and one texel of codes four bytes of each. Groups lie in rows; a group's texels of codes stand below one
 * another, so that neighbours in the result read neighbours. A device has a largest side, so a large catalogue is
 * cut into tiles, all laid out alike.
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

/** The layout of a table in textures of at most `largest` texels a side; undefined where one item does not fit. */
export function layOut(table: QuantisedTable, largest: number): ScoringLayout | undefined {
  const bits = table.storedBits === 2 ? 2 : table.bits;
  const depth = Math.ceil((table.columns * bits) / 32);
  const mostRows = Math.floor(largest / depth);
  if (mostRows === 0) return undefined;
  const tiles = Math.ceil(table.rows / (4 * mostRows * largest - 1));
  const itemsPerTile = Math.ceil(table.rows / tiles);
  const groups = Math.ceil((itemsPerTile + 1) / 4);
  // A draw is split among cores by rows, and padded by less than a row: so about as many rows as columns.
  const width = Math.ceil(groups / Math.min(mostRows, Math.ceil(Math.sqrt(groups))));
  const height = Math.ceil(groups / width);
  return { bits, depth, width, height, slots: 4 * width * height, itemsPerTile, tiles };
}

/** words[height · depth, width, 4]: the codes of a tile, the first in the lowest bits, 8-bit ones plus 128. */
export function packCodes(table: QuantisedTable, layout: ScoringLayout, tile: number): Uint32Array {
  const { depth, width, height, itemsPerTile } = layout;
  const words = new Uint32Array(4 * width * height * depth);
  const first = tile * itemsPerTile;
  const count = Math.min(itemsPerTile, table.rows - first);
  const item = new Uint32Array(depth);
  for (let slot = 0; slot < count; slot++) {
    packItem(table, layout, first + slot, item);
    const group = slot >> 2;
    const row = Math.floor(group / width);
    let at = 4 * (row * depth * width + (group - row * width)) + (slot & 3);
    for (let word = 0; word < depth; word++) {
      words[at] = item[word]!;
      at += 4 * width;
    }
  }
  return words;
}

/** Writes words[depth]: the codes of one item. */
function packItem(
  { bits, codes, columns }: QuantisedTable,
  layout: ScoringLayout,
  item: number,
  words: Uint32Array,
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

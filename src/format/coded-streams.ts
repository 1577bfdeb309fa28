import { codeAt } from '../core/hybrid.ts';
import type { QuantisedTable, SparseTable, StoredBits } from '../core/hybrid.ts';
import { bitLength, SymbolModels } from './coded-numbers.ts';
import { MAX_DECISIONS_A_BYTE, RangeDecoder, RangeEncoder } from './range-coder.ts';
import type { BitCoder } from './range-coder.ts';
import { studentFault } from './tensor-reader.ts';

/** A stream's decoder, if that many binary decisions can be in it at all: ask before allocating for them. */
export function openStream(bytes: Uint8Array, name: string, decisions: number): RangeDecoder {
  if (decisions > bytes.length * MAX_DECISIONS_A_BYTE) {
    throw studentFault(`tensor "${name}" of ${bytes.length} bytes cannot hold ${decisions} decisions`);
  }
  return new RangeDecoder(bytes, name);
}

/** One byte a symbol, all in one context: scales, biases and residual weights of 8 bits. */
export function encodeBytes(symbols: Uint8Array): Uint8Array {
  const coder = new RangeEncoder();
  const models = new SymbolModels(1, 8);
  for (const symbol of symbols) models.code(coder, 0, symbol);
  return coder.finish();
}

export function decodeBytes(bytes: Uint8Array, name: string, count: number): Uint8Array {
  const coder = openStream(bytes, name, 8 * count);
  const models = new SymbolModels(1, 8);
  const symbols = Uint8Array.from({ length: count }, () => models.code(coder, 0, 0));
  coder.finish();
  return symbols;
}

/** Codes row by row; each column is a context of its own, for training makes some louder than others. */
export function encodeTable(table: QuantisedTable): Uint8Array {
  const { rows, columns } = table;
  const bits = table.storedBits ?? table.bits;
  const coder = new RangeEncoder();
  const models = new SymbolModels(columns, bits);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      models.code(coder, column, symbolOf(codeAt(table, row, column), bits));
    }
  }
  return coder.finish();
}

/** The codes of a table as they lie in memory: Int8 for 8 bits, two in a byte for fewer. */
export function decodeTableCodes(
  bytes: Uint8Array,
  name: string,
  table: { readonly rows: number; readonly columns: number; readonly bits: StoredBits | 4 | 8 },
): Int8Array | Uint8Array {
  const { rows, columns, bits } = table;
  const count = rows * columns;
  const coder = openStream(bytes, name, count * bits);
  const models = new SymbolModels(columns, bits);
  const codes = bits === 8 ? new Int8Array(count) : new Uint8Array(count / 2);
  for (let index = 0; index < count; index++) {
    const code = codeFrom(models.code(coder, index % columns, 0), bits);
    if (bits === 8) codes[index] = code;
    else codes[index >> 1]! |= (code + 8) << (4 * (index & 1));
  }
  coder.finish();
  return codes;
}

/** Two bits are the odd codes −3 … 3; all others count from −2^(bits − 1). */
function symbolOf(code: number, bits: number): number {
  const symbol = bits === 2 ? (code + 3) / 2 : code + 2 ** (bits - 1);
  if (Number.isInteger(symbol) && symbol >= 0 && symbol < 2 ** bits) return symbol;
  throw studentFault(`code ${code} does not fit ${bits} bits`);
}

function codeFrom(symbol: number, bits: number): number {
  return bits === 2 ? 2 * symbol - 3 : symbol - 2 ** (bits - 1);
}

/** Where a table says who is linked to whom, without values. */
export type Support = Pick<SparseTable, 'rows' | 'offsets' | 'columns'>;

export function encodeValues(sparse: SparseTable, bits: number): Uint8Array {
  const coder = new RangeEncoder();
  codeValues(coder, sparse, sparse.codes, bits);
  return coder.finish();
}

export function decodeValues(bytes: Uint8Array, name: string, support: Support, bits: number): Int8Array {
  const coder = openStream(bytes, name, support.columns.length * bits);
  const codes = new Int8Array(support.columns.length);
  codeValues(coder, support, codes, bits);
  coder.finish();
  return codes;
}

const ROW_CLASSES = 6;
/** Eight classes of the value in the other direction, one for none, one for not yet known. */
const REVERSE_NONE = 8;
const REVERSE_LATER = 9;

/** A value resembles the one in the other direction, if that is already known; long rows hold smaller ones. */
function codeValues(
  coder: BitCoder,
  { rows, offsets, columns }: Support,
  codes: Int8Array,
  bits: number,
): void {
  const models = new SymbolModels(10 * ROW_CLASSES, bits);
  const half = 2 ** (bits - 1);
  // Rows ascend, so row c's entry for them is never before the last one looked for.
  const cursor = offsets.slice(0, rows);
  for (let row = 0; row < rows; row++) {
    const rowClass = Math.min(ROW_CLASSES - 1, bitLength(offsets[row + 1]! - offsets[row]!));
    for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++) {
      const column = columns[entry]!;
      while (cursor[column]! < offsets[column + 1]! && columns[cursor[column]!]! < row) cursor[column]!++;
      const at = cursor[column]!;
      const mutual = at < offsets[column + 1]! && columns[at] === row;
      const known = column < row ? (codes[at]! + half) >> (bits - 3) : REVERSE_LATER;
      const context = (mutual ? known : REVERSE_NONE) * ROW_CLASSES + rowClass;
      codes[entry] = models.code(coder, context, codes[entry]! + half) - half;
    }
  }
}

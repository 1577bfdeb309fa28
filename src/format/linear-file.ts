import { AttarError } from '../core/errors.ts';
import type { LinearRows } from '../core/linear.ts';
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts';
import type { Tensor } from './safetensors.ts';
import { fileFault } from './file-fault.ts';
import { copyOf, rawBytes, TensorReader } from './tensor-reader.ts';

const FORMAT = 'attar-linear';
const VERSION = '1';

/** order[items]: item indices as the files have them, most liked first, ties by ascending index. */
export function linearOrder(popularity: ArrayLike<number>): Uint32Array {
  const order = Uint32Array.from({ length: popularity.length }, (_, item) => item);
  return order.sort((a, b) => popularity[b]! - popularity[a]! || a - b);
}

/** places[items]: where each item's row lies in `linearOrder`. */
export function linearPlaces(popularity: ArrayLike<number>): Uint32Array {
  const places = new Uint32Array(popularity.length);
  linearOrder(popularity).forEach((item, place) => {
    places[item] = place;
  });
  return places;
}

/** One file of rows. */
export function encodeLinearRows(rows: LinearRows): Uint8Array {
  const counts = Uint16Array.from(
    { length: rows.rows },
    (_, row) => rows.offsets[row + 1]! - rows.offsets[row]!,
  );
  const entries = rows.columns.length;
  const wide = rows.columns instanceof Uint32Array;
  const tensors = new Map<string, Tensor>([
    ['counts', { dtype: 'U16', shape: [rows.rows], bytes: rawBytes(counts) }],
    ['columns', { dtype: wide ? 'U32' : 'U16', shape: [entries], bytes: rawBytes(rows.columns) }],
    ['codes', { dtype: 'I8', shape: [rows.tables, entries], bytes: rawBytes(rows.codes) }],
    ['scales', { dtype: 'F32', shape: [rows.tables, rows.rows], bytes: rawBytes(rows.scales) }],
  ]);
  return encodeSafetensors({ tensors, metadata: { format: FORMAT, version: VERSION } });
}

/** What the manifest says that a file of rows must hold. */
export interface ExpectedRows {
  readonly items: number;
  readonly rows: number;
  readonly tables: number;
}

/**
 * The rows of one file; copies every table. Throws `bundle/format` or `bundle/version`: other shapes than
 * expected, columns that do not ascend or lie outside the items, scales that are not finite.
 */
export function decodeLinearRows(bytes: Uint8Array, name: string, expected: ExpectedRows): LinearRows {
  const { tensors, metadata } = decodeSafetensors(bytes, name);
  checkMetadata(name, metadata);
  const { items, rows, tables } = expected;
  const reader = new TensorReader({ tensors, metadata }, name);
  const counts = new Uint16Array(copyOf(reader.take('counts', ['U16'], [rows]).bytes));
  const offsets = new Uint32Array(rows + 1);
  for (let row = 0; row < rows; row++) offsets[row + 1] = offsets[row]! + counts[row]!;
  const entries = offsets[rows]!;
  const wide = items > 65_536;
  const raw = copyOf(reader.take('columns', [wide ? 'U32' : 'U16'], [entries]).bytes);
  const columns = wide ? new Uint32Array(raw) : new Uint16Array(raw);
  checkColumns(name, offsets, columns, items);
  const codes = new Int8Array(copyOf(reader.take('codes', ['I8'], [tables, entries]).bytes));
  const scales = new Float32Array(copyOf(reader.take('scales', ['F32'], [tables, rows]).bytes));
  if (!scales.every(Number.isFinite)) throw fileFault(name, 'a scale is not finite');
  reader.finish();
  return { rows, tables, offsets, columns, codes, scales };
}

function checkMetadata(name: string, { format, version }: Readonly<Record<string, string>>): void {
  if (format !== FORMAT) throw fileFault(name, `metadata format is "${format}"; expected "${FORMAT}"`);
  if (version === VERSION) return;
  throw new AttarError(
    'bundle/version',
    `${name}: version "${version}" of ${FORMAT}; this build reads version "${VERSION}"`,
  );
}

function checkColumns(name: string, offsets: Uint32Array, columns: ArrayLike<number>, items: number): void {
  for (let row = 0; row < offsets.length - 1; row++) {
    let last = -1;
    for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++) {
      const column = columns[entry]!;
      if (column <= last || column >= items) {
        const wanted = `expected ascending columns below ${items}`;
        throw fileFault(name, `row ${row}: column ${column} after ${last}; ${wanted}`);
      }
      last = column;
    }
  }
}

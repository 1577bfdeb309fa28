import type { SparseTable } from '../core/hybrid.ts';
import type { Tensor } from './safetensors.ts';
import { copyOf, rawBytes, studentFault } from './tensor-reader.ts';
import type { TensorReader } from './tensor-reader.ts';

/** Adds counts, columns and codes of a sparse table; its scales are the caller's. */
export function encodeSparse(sparse: SparseTable, tensors: Map<string, Tensor>): void {
  const { rows, offsets, columns, codes } = sparse;
  const entries = codes.length;
  const counts = Uint16Array.from({ length: rows }, (_, row) => offsets[row + 1]! - offsets[row]!);
  const long = counts.some((entriesOfRow) => entriesOfRow > 255);
  tensors.set('sparse.counts', {
    dtype: long ? 'U16' : 'U8',
    shape: [rows],
    bytes: rawBytes(long ? counts : Uint8Array.from(counts)),
  });
  const wide = rows > 65_536;
  tensors.set('sparse.columns', {
    dtype: wide ? 'U32' : 'U16',
    shape: [entries],
    bytes: rawBytes(wide ? Uint32Array.from(columns) : Uint16Array.from(columns)),
  });
  tensors.set('sparse.codes', { dtype: 'I8', shape: [entries], bytes: rawBytes(codes) });
}

/** The sparse table of a file; columns must ascend inside a row and lie below `rows`. */
export function decodeSparse(reader: TensorReader, rows: number): SparseTable {
  const counts = reader.take('sparse.counts', ['U8', 'U16'], [rows]);
  const data = copyOf(counts.bytes);
  const lengths = counts.dtype === 'U8' ? new Uint8Array(data) : new Uint16Array(data);
  const offsets = new Uint32Array(rows + 1);
  for (let row = 0; row < rows; row++) offsets[row + 1] = offsets[row]! + lengths[row]!;
  const entries = offsets[rows]!;
  const wide = rows > 65_536;
  const columnBytes = copyOf(reader.take('sparse.columns', [wide ? 'U32' : 'U16'], [entries]).bytes);
  const columns = wide ? new Uint32Array(columnBytes) : new Uint16Array(columnBytes);
  checkColumns(offsets, columns, rows);
  return {
    rows,
    offsets,
    columns,
    codes: new Int8Array(copyOf(reader.take('sparse.codes', ['I8'], [entries]).bytes)),
    scales: reader.half('sparse.scales', [rows]),
  };
}

function checkColumns(offsets: Uint32Array, columns: Uint16Array | Uint32Array, rows: number): void {
  for (let row = 0; row < rows; row++) {
    let last = -1;
    for (let entry = offsets[row]!; entry < offsets[row + 1]!; entry++) {
      const column = columns[entry]!;
      if (column <= last || column >= rows) {
        throw studentFault(
          `sparse row ${row}: column ${column} after ${last}; expected ascending columns below ${rows}`,
        );
      }
      last = column;
    }
  }
}

import type { SparseTable } from '../../core/hybrid.ts';

/** The same table without the entries that quantisation rounded to zero: they cost bytes and add nothing. */
export function dropZeroCodes(table: SparseTable): SparseTable {
  const offsets = new Uint32Array(table.rows + 1);
  const kept: number[] = [];
  for (let row = 0; row < table.rows; row++) {
    for (let e = table.offsets[row]!; e < table.offsets[row + 1]!; e++) {
      if (table.codes[e] !== 0) kept.push(e);
    }
    offsets[row + 1] = kept.length;
  }
  const columns =
    table.columns instanceof Uint16Array ? new Uint16Array(kept.length) : new Uint32Array(kept.length);
  const codes = new Int8Array(kept.length);
  kept.forEach((e, position) => {
    columns[position] = table.columns[e]!;
    codes[position] = table.codes[e]!;
  });
  return { rows: table.rows, offsets, columns, codes, scales: table.scales };
}

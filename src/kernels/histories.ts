import { KernelError } from './errors.ts';
import { type Runtime, checkCounts } from './runtime.ts';

/** Weighted lists of table rows in compressed rows: row r has entries offsets[r] … offsets[r + 1] − 1. */
export interface Histories {
  readonly rows: number;
  /** offsets[rows + 1] */
  readonly offsets: Uint32Array;
  /** indices[entries]: rows of a table. */
  readonly indices: Uint32Array;
  /** weights[entries] */
  readonly weights: Float32Array;
}

/** Addresses of histories whose every offset and index was checked. */
export function historyAddresses(
  { arena }: Runtime,
  histories: Histories,
  tableRows: number,
): [number, number, number] {
  const { rows, offsets, indices, weights } = histories;
  checkCounts({ rows });
  const addresses = [arena.address(offsets, rows + 1, 'offsets')];
  const entries = checkOffsets(offsets, rows, 'offsets');
  addresses.push(arena.address(indices, entries, 'indices'), arena.address(weights, entries, 'weights'));
  checkIndices(indices, offsets[0]!, entries, tableRows, 'indices');
  return addresses as [number, number, number];
}

/** Throws unless offsets ascend; answers the last one. */
export function checkOffsets(offsets: Uint32Array, rows: number, name: string): number {
  for (let r = 0; r < rows; r++) {
    if (offsets[r]! <= offsets[r + 1]!) continue;
    const message = `${name} must ascend, but row ${r} goes from ${offsets[r]} to ${offsets[r + 1]}`;
    throw new KernelError('kernels/argument', message);
  }
  return offsets[rows]!;
}

/** Throws unless indices[begin … end) are below the limit. */
export function checkIndices(
  indices: Uint32Array,
  begin: number,
  end: number,
  limit: number,
  name: string,
): void {
  for (let e = begin; e < end; e++) {
    if (indices[e]! < limit) continue;
    throw new KernelError('kernels/argument', `${name}[${e}] is ${indices[e]}, but there are only ${limit}`);
  }
}

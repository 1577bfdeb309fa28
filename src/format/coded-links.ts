import type { SparseTable } from '../core/hybrid.ts';
import { openStream } from './coded-streams.ts';
import type { Support } from './coded-streams.ts';
import { BACKWARD, FORWARD, LinkCoder } from './link-coder.ts';
import { RangeEncoder } from './range-coder.ts';

/** Items by falling bias, ties by index: popular items first, whom most links lead to. */
export function popularFirst(bias: Float32Array): Uint32Array {
  return Uint32Array.from(bias, (_, item) => item).sort((a, b) => bias[b]! - bias[a]! || a - b);
}

/** The support of a sparse table; `order` is `popularFirst` of the bias as it is stored. */
export function encodeLinks(sparse: SparseTable, order: Uint32Array): Uint8Array {
  const coder = new RangeEncoder();
  const links = new LinkCoder(coder, sparse.rows);
  const ways = new Uint8Array(sparse.rows);
  for (const [self, list] of linksByLater(sparse, order)) {
    links.self(self);
    for (const link of list) ways[link >>> 2]! |= link & 3;
    const earlier = [...new Set(list.map((link) => link >>> 2))].sort((a, b) => a - b);
    links.next(ways, earlier);
    for (const other of earlier) ways[other] = 0;
  }
  return coder.finish();
}

export function decodeLinks(bytes: Uint8Array, name: string, order: Uint32Array): Support {
  const items = order.length;
  const coder = openStream(bytes, name, 2 * items);
  const links = new LinkCoder(coder, items);
  const ways = new Uint8Array(items);
  const rows: number[][] = Array.from({ length: items }, () => []);
  for (const item of order) {
    if (links.self(0) === 1) rows[item]!.push(item);
    for (const position of links.next(ways, [])) {
      const other = order[position]!;
      if ((ways[position]! & FORWARD) !== 0) rows[item]!.push(other);
      if ((ways[position]! & BACKWARD) !== 0) rows[other]!.push(item);
      ways[position] = 0;
    }
  }
  coder.finish();
  return compressRows(rows);
}

/** For each position of the order: whether the item links itself, and earlier position · 4 + way of each link. */
function linksByLater(sparse: SparseTable, order: Uint32Array): [self: number, links: number[]][] {
  const position = new Uint32Array(order.length);
  order.forEach((item, at) => {
    position[item] = at;
  });
  const lists = Array.from(order, (): [number, number[]] => [0, []]);
  for (let row = 0; row < sparse.rows; row++) {
    for (let entry = sparse.offsets[row]!; entry < sparse.offsets[row + 1]!; entry++) {
      const from = position[row]!;
      const to = position[sparse.columns[entry]!]!;
      if (from === to) lists[from]![0] = 1;
      else if (from > to) lists[from]![1].push(4 * to + FORWARD);
      else lists[to]![1].push(4 * from + BACKWARD);
    }
  }
  return lists;
}

function compressRows(rows: number[][]): Support {
  const offsets = new Uint32Array(rows.length + 1);
  rows.forEach((row, r) => {
    row.sort((a, b) => a - b);
    offsets[r + 1] = offsets[r]! + row.length;
  });
  const entries = offsets[rows.length]!;
  const columns = rows.length > 65_536 ? new Uint32Array(entries) : new Uint16Array(entries);
  rows.forEach((row, r) => columns.set(row, offsets[r]));
  return { rows: rows.length, offsets, columns };
}

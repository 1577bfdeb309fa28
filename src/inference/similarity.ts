import { codeAt } from '../core/hybrid.ts';
import type { HybridStudent, QuantisedTable } from '../core/hybrid.ts';

/** How alike two items are, −1 to 1. */
export type Likeness = (a: number, b: number) => number;

/**
 * Gives the cosine of two items' `out` rows, for one item beside many. Only the codes count: a row's scale
 * cancels, but for its sign. Codes are integers, so the sums are exact and every backend and device gets the
 * same number. A row's length is worked out when it is first needed, and kept.
 */
export function createLikeness({ out }: HybridStudent): Likeness {
  // 0: a row of zeros, or not worked out yet. A row of 2¹⁷ codes of 127 still fits.
  const squares = new Uint32Array(out.rows);
  const squaresOf = (row: number): number => (squares[row] ||= dotCodes(out, row, row));
  return (a, b) => {
    const dot = signOf(out, a) * signOf(out, b) * dotCodes(out, a, b);
    return dot === 0 ? 0 : dot / Math.sqrt(squaresOf(a) * squaresOf(b));
  };
}

/**
 * The same number for positions in a list of items, each of which meets many of the others: their codes are
 * unpacked once, columns bytes an item.
 */
export function likenessAmong({ out }: HybridStudent, items: ArrayLike<number>): Likeness {
  const { columns } = out;
  const codes = new Int8Array(items.length * columns);
  const squares = new Float64Array(items.length);
  for (let at = 0; at < items.length; at++) {
    const sign = signOf(out, items[at]!);
    for (let c = 0; c < columns; c++) codes[at * columns + c] = codeAt(out, items[at]!, c) * sign;
    squares[at] = dotCodes(out, items[at]!, items[at]!);
  }
  return (a, b) => {
    let dot = 0;
    for (let c = 0; c < columns; c++) dot += codes[a * columns + c]! * codes[b * columns + c]!;
    return dot === 0 ? 0 : dot / Math.sqrt(squares[a]! * squares[b]!);
  };
}

function signOf(table: QuantisedTable, row: number): number {
  return Math.sign(table.scales[row]!);
}

/** Σ code(a, c) · code(b, c) */
function dotCodes(table: QuantisedTable, a: number, b: number): number {
  let dot = 0;
  for (let c = 0; c < table.columns; c++) dot += codeAt(table, a, c) * codeAt(table, b, c);
  return dot;
}

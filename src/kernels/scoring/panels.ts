/** Items whose codes lie together, as src/kernels/assembly/scoring/dots.ts reads them. */
export const PANEL = 16;

/** A table [rows, columns] of signed codes with one scale a row. */
export interface CodeTable {
  readonly rows: number;
  readonly columns: number;
  /** 8: one code a byte. 4: two codes a byte, the even column in the low half, each stored plus 8. */
  readonly bits: 4 | 8;
  readonly codes: Int8Array | Uint8Array;
  /** scales[rows] */
  readonly scales: Float32Array;
}

/** What one step of a panel holds of each item: two codes of 8 bits or eight of 4. */
export function bytesPerStep(bits: 4 | 8): number {
  return bits === 8 ? 2 : 4;
}

/** Steps of a panel; what the last one has too many, the user does not look at. */
export function countSteps({ bits, columns }: Pick<CodeTable, 'bits' | 'columns'>): number {
  return Math.ceil((columns * bits) / 8 / bytesPerStep(bits));
}

/** Bytes of all panels, the last one whole. */
export function panelBytes(table: CodeTable): number {
  return Math.ceil(table.rows / PANEL) * PANEL * countSteps(table) * bytesPerStep(table.bits);
}

/**
 * Lays the codes out as out[panel][step][item of the panel][byte of the step]. Two bytes at a time, which is
 * twice as fast; an odd row's last pair ends in the next row, where the user holds a zero.
 */
export function packPanels(table: CodeTable, out: Uint16Array): void {
  const { rows, columns, bits, codes } = table;
  const rowBytes = (columns * bits) / 8;
  const log = bits === 8 ? 0 : 1;
  const panel = countSteps(table) * (PANEL << log);
  for (let row = 0; row < rows; row++) {
    const to = Math.floor(row / PANEL) * panel + ((row % PANEL) << log);
    const from = row * rowBytes;
    for (let pair = 0; 2 * pair < rowBytes; pair++) {
      const at = from + 2 * pair;
      out[to + (pair >> log) * (PANEL << log) + (pair & log)] = (codes[at]! & 255) | (codes[at + 1]! << 8);
    }
  }
}

/**
 * The user in the order in which the kernels read it: with 8 bits as it is, with 4 the columns 0 and 4, 1 and
 * 5, 2 and 6, 3 and 7 of every eight. `out` holds zeros beyond the columns.
 */
export function packUser(user: Int16Array, bits: 4 | 8, out: Int16Array): void {
  for (let column = 0; column < user.length; column++) {
    const at = bits === 8 ? column : (column & ~7) | ((column & 3) << 1) | ((column >> 2) & 1);
    out[at] = user[column]!;
  }
}

/** max over rows of |scales[r]| · ‖codes(r, ·)‖₂ */
export function largestRowNorm({ rows, columns, bits, codes, scales }: CodeTable): number {
  const squares = squaresOfBytes(bits);
  const rowBytes = (columns * bits) / 8;
  let largest = 0;
  for (let row = 0; row < rows; row++) {
    let sum = 0;
    for (let at = row * rowBytes; at < (row + 1) * rowBytes; at++) sum += squares[codes[at]! & 255]!;
    largest = Math.max(largest, Math.sqrt(sum) * Math.abs(scales[row]!));
  }
  return largest;
}

/** squares[256]: the sum of squared codes that a byte holds. */
function squaresOfBytes(bits: 4 | 8): Int32Array {
  return Int32Array.from({ length: 256 }, (_, byte) =>
    bits === 8 ? ((byte << 24) >> 24) ** 2 : ((byte & 15) - 8) ** 2 + ((byte >> 4) - 8) ** 2,
  );
}

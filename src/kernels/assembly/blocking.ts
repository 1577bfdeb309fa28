// A 6 × 8 block of c takes 12 of the 16 vector registers; the rest hold one row of b and one value of a.

/** Rows of c that the micro kernel keeps in registers. */
export const PANEL_ROWS: i32 = 6;
/** Columns of c that the micro kernel keeps in registers. */
export const PANEL_COLUMNS: i32 = 8;
/**
 * Products summed in registers before c is touched: one packed panel of b (12 kB) fits the first-level cache.
 */
export const DEPTH: i32 = 384;
/** Bytes at the start of a thread's scratch memory that hold one block of c at the matrix' edge. */
export const EDGE_BYTES: usize = 256;

import { KernelError } from './errors.ts';
import { type Runtime, checkCounts, grainFor } from './runtime.ts';

/** As in assembly/blocking.ts. */
const PANEL_ROWS = 6;
const PANEL_COLUMNS = 8;
const DEPTH = 384;
const EDGE_BYTES = 256;
/** Rows of a that a thread packs at once: with DEPTH, 295 kB, which fits the second-level cache. */
const MAX_ROW_BLOCK = 192;
const COLUMN_BLOCK = 1024;
/** Tiles below which the row blocks are made smaller, so that all threads have work. */
const ENOUGH_TILES = 16;
/** Float32 values of b that are packed at once: 16 MB. */
const PACKED_VALUES = 1 << 22;
/** Products below which waking other threads costs more than it gains. */
const SMALL = 1 << 17;

/** How a product meets c, as in assembly/micro-kernel.ts. */
const SET = 0;
const ADD = 1;
const SUBTRACT = 2;

/** Bytes of scratch memory that each thread needs. */
export const THREAD_SCRATCH = EDGE_BYTES + MAX_ROW_BLOCK * DEPTH * 4;

export interface GemmOptions {
  readonly m: number;
  readonly n: number;
  readonly k: number;
  /** [m, k], or [k, m] when transposed. */
  readonly a: Float32Array;
  /** [k, n], or [n, k] when transposed. */
  readonly b: Float32Array;
  /** [m, n]; must not overlap a or b. */
  readonly c: Float32Array;
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  /** Adds to c instead of overwriting it. */
  readonly accumulate?: boolean;
  /** c −= product when accumulating, else c = −product (all of c is cleared first). */
  readonly negate?: boolean;
  /** Leaves blocks that lie wholly above c's diagonal untouched; others are whole. */
  readonly lowerOnly?: boolean;
  /** Values between the starts of two rows as stored; default: the row's own length. */
  readonly lda?: number;
  readonly ldb?: number;
  readonly ldc?: number;
}

/** A stored matrix: address, and values from one row or column of op(matrix) to the next. */
interface Operand {
  readonly address: number;
  readonly rowStride: number;
  readonly columnStride: number;
}

/** Of one multiplication: c[m, n] from a[m, k] and b[k, n]. */
interface Size {
  readonly m: number;
  readonly n: number;
  readonly k: number;
}

/**
 * c[m, n] (+)= ±op(a) · op(b). Each value of c is summed by one thread in one order, in steps of DEPTH
 * products, whatever the number of threads.
 */
export function gemm(runtime: Runtime, options: GemmOptions): void {
  const { m, n, k, accumulate = false, negate = false, lowerOnly = false } = options;
  checkCounts({ m, n, k });
  if (m === 0 || n === 0) return;
  const c = operand(runtime, options.c, [m, n], false, options.ldc, 'c');
  if (!accumulate && (negate || k === 0)) clearRows(options.c, m, n, c.rowStride);
  if (k === 0) return;
  const a = operand(runtime, options.a, [m, k], options.transposeA ?? false, options.lda, 'a');
  const b = operand(runtime, options.b, [k, n], options.transposeB ?? false, options.ldb, 'b');
  const lower = lowerOnly ? 1 : 0;
  const chunk = chunkOf(n, k);
  runtime.arena.scoped(() => {
    const packed = runtime.arena.scratch(4 * padColumns(chunk.columns) * chunk.depth);
    for (let j = 0; j < n; j += chunk.columns) {
      // Rows above the chunk's own diagonal are never wanted of a lower triangle.
      const i = lowerOnly ? Math.min(j, m) : 0;
      for (let p = 0; p < k; p += chunk.depth) {
        const size = { m: m - i, n: Math.min(chunk.columns, n - j), k: Math.min(chunk.depth, k - p) };
        const write = negate ? SUBTRACT : accumulate || p > 0 ? ADD : SET;
        multiplyChunk(runtime, size, shift(a, i, p), shift(b, p, j), packed, shift(c, i, j), write, lower);
      }
    }
  });
}

/** Packs one chunk of b, then multiplies tile by tile. */
function multiplyChunk(
  { pool }: Runtime,
  size: Size,
  a: Operand,
  b: Operand,
  packed: number,
  c: Operand,
  write: number,
  lower: number,
): void {
  const { m, n, k } = size;
  if (m === 0) return;
  const panels = Math.ceil(n / PANEL_COLUMNS);
  const packing = grainFor(SMALL / 4, k * PANEL_COLUMNS);
  pool.run('packPanels', panels, packing, [b.address, b.rowStride, b.columnStride, k, n, packed]);
  const rowBlock = rowBlockOf(m, n);
  const tiles = Math.ceil(m / rowBlock) * Math.ceil(n / COLUMN_BLOCK);
  pool.run('multiplyTiles', tiles, m * n * k < SMALL ? tiles : 1, [
    m,
    n,
    k,
    a.address,
    a.rowStride,
    a.columnStride,
    packed,
    c.address,
    c.rowStride,
    write,
    lower,
    rowBlock,
    COLUMN_BLOCK,
  ]);
}

/** How much of b [k, n] is packed at a time: all of it if it fits, else whole multiples of DEPTH. */
function chunkOf(n: number, k: number): { columns: number; depth: number } {
  const most = Math.floor(PACKED_VALUES / Math.min(k, DEPTH) / PANEL_COLUMNS) * PANEL_COLUMNS;
  const columns = Math.min(n, most);
  const depth = Math.floor(PACKED_VALUES / padColumns(columns) / DEPTH) * DEPTH;
  return { columns, depth: Math.min(k, Math.max(DEPTH, depth)) };
}

/** Rows of a tile: as many as a thread can pack, fewer when that would leave too few tiles. */
function rowBlockOf(m: number, n: number): number {
  const wanted = Math.ceil(ENOUGH_TILES / Math.ceil(n / COLUMN_BLOCK));
  const panels = Math.ceil(m / wanted / PANEL_ROWS);
  return Math.max(4 * PANEL_ROWS, Math.min(MAX_ROW_BLOCK, panels * PANEL_ROWS));
}

function padColumns(columns: number): number {
  return Math.ceil(columns / PANEL_COLUMNS) * PANEL_COLUMNS;
}

/** Checks a stored matrix and reads it as op(matrix)[rows, columns]. */
function operand(
  { arena }: Runtime,
  matrix: Float32Array,
  [rows, columns]: [number, number],
  transposed: boolean,
  stride: number | undefined,
  name: string,
): Operand {
  const [stored, width] = transposed ? [columns, rows] : [rows, columns];
  const step = stride ?? width;
  checkCounts({ [`ld${name}`]: step });
  if (step < width) {
    throw new KernelError(
      'kernels/argument',
      `ld${name} is ${step}, less than the ${width} values of one row of ${name}`,
    );
  }
  const address = arena.address(matrix, stored === 0 ? 0 : (stored - 1) * step + width, name);
  return { address, rowStride: transposed ? 1 : step, columnStride: transposed ? step : 1 };
}

/** The same matrix from row i and column j on. */
function shift({ address, rowStride, columnStride }: Operand, i: number, j: number): Operand {
  return { address: address + 4 * (i * rowStride + j * columnStride), rowStride, columnStride };
}

function clearRows(c: Float32Array, m: number, n: number, stride: number): void {
  for (let i = 0; i < m; i++) c.fill(0, i * stride, i * stride + n);
}

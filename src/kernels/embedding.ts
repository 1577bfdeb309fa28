import { type Histories, historyAddresses } from './histories.ts';
import { type Runtime, checkCounts, grainFor } from './runtime.ts';

/** Values that one thread takes at a time. */
const WORK = 1 << 14;
/** Ranges of table rows that scatterRows is cut into; each reads all entries, so they are few. */
const PARTITIONS = 16;

export interface SumRowsOptions extends Histories {
  /** [any, columns] */
  readonly table: Float32Array;
  readonly columns: number;
  /** out[rows, columns] */
  readonly out: Float32Array;
  /** Adds to out instead of overwriting it. */
  readonly accumulate?: boolean;
}

export interface ScatterRowsOptions extends Histories {
  /** gradient[rows, columns] */
  readonly gradient: Float32Array;
  readonly columns: number;
  /** [any, columns], added to. */
  readonly table: Float32Array;
}

/** out[r, ·] (+)= Σ_e weights[e] · table[indices[e], ·] over row r's entries. */
export function sumRows(runtime: Runtime, options: SumRowsOptions): void {
  const { table, columns, rows, out, accumulate = false } = options;
  checkCounts({ columns });
  if (columns === 0) return;
  const [offsets, indices, weights] = historyAddresses(runtime, options, Math.floor(table.length / columns));
  const { arena, pool } = runtime;
  const entries = (options.offsets[rows]! - options.offsets[0]!) / Math.max(1, rows);
  pool.run('sumRows', rows, grainFor(WORK, columns * (1 + entries)), [
    arena.address(table, 0, 'table'),
    columns,
    offsets,
    indices,
    weights,
    arena.address(out, rows * columns, 'out'),
    accumulate ? 1 : 0,
  ]);
}

/** table[indices[e], ·] += weights[e] · gradient[row of e, ·]: the gradient of sumRows. */
export function scatterRows(runtime: Runtime, options: ScatterRowsOptions): void {
  const { gradient, columns, rows, table } = options;
  checkCounts({ columns });
  if (columns === 0) return;
  const tableRows = Math.floor(table.length / columns);
  const [offsets, indices, weights] = historyAddresses(runtime, options, tableRows);
  const { arena, pool } = runtime;
  pool.run('scatterRows', tableRows, Math.max(1, Math.ceil(tableRows / PARTITIONS)), [
    arena.address(gradient, rows * columns, 'gradient'),
    columns,
    offsets,
    indices,
    weights,
    rows,
    arena.address(table, 0, 'table'),
  ]);
}

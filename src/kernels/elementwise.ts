import { type Runtime, checkCounts, grainFor } from './runtime.ts';

/** Values that one thread takes at a time. */
const WORK = 1 << 16;

export interface TransposeOptions {
  /** from[rows, columns] */
  readonly from: Float32Array;
  readonly rows: number;
  readonly columns: number;
  /** to[columns, rows]; must not overlap from. */
  readonly to: Float32Array;
}

/** to[j, i] = from[i, j] */
export function transpose({ arena, pool }: Runtime, options: TransposeOptions): void {
  const { rows, columns } = options;
  checkCounts({ rows, columns });
  const from = arena.address(options.from, rows * columns, 'from');
  const to = arena.address(options.to, rows * columns, 'to');
  pool.run('transpose', columns, Math.max(32, grainFor(WORK, rows)), [from, rows, columns, to]);
}

/** values[·] = value, on all threads. */
export function fill({ arena, pool }: Runtime, values: Float32Array, value: number): void {
  pool.run('fill', values.length, WORK, [arena.address(values, values.length, 'values'), value]);
}

import { type Runtime, checkCounts, grainFor } from './runtime.ts';

/** Values that one thread takes at a time. */
const WORK = 1 << 14;

export interface SoftmaxOptions {
  /** [rows, columns], replaced; −1e9 or less masks a column. */
  readonly values: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

export interface SoftmaxCrossEntropyOptions {
  /** [rows, columns], replaced by the gradient; −1e9 or less masks a column. */
  readonly logits: Float32Array;
  /** [rows, columns]: probabilities that sum to 1 a row, or to less; a loss' weight may be folded in. */
  readonly targets: Float32Array;
  readonly rows: number;
  readonly columns: number;
  /** Factor of the gradient, 1 / rows for a mean. */
  readonly scale: number;
  /** losses[rows] */
  readonly losses: Float32Array | Float64Array;
}

/** values[r, ·] ← softmax(values[r, ·]) */
export function softmax({ arena, pool }: Runtime, { values, rows, columns }: SoftmaxOptions): void {
  checkCounts({ rows, columns });
  if (columns === 0) return;
  const address = arena.address(values, rows * columns, 'values');
  pool.run('softmaxRows', rows, grainFor(WORK, columns), [address, columns]);
}

/**
 * losses[r] = −Σ_j targets[r, j] · log softmax(logits[r, ·])_j, and logits[r, ·] ← (softmax − targets) ·
 * scale, which is scale times the loss' gradient for targets that sum to 1. Losses are not scaled.
 */
export function softmaxCrossEntropy({ arena, pool }: Runtime, options: SoftmaxCrossEntropyOptions): void {
  const { rows, columns, scale, losses } = options;
  checkCounts({ rows, columns });
  const logits = arena.address(options.logits, rows * columns, 'logits');
  const targets = arena.address(options.targets, rows * columns, 'targets');
  const target = arena.address(losses, rows, 'losses');
  if (columns === 0) {
    losses.fill(0, 0, rows);
    return;
  }
  const wide = losses instanceof Float64Array ? 1 : 0;
  const grain = grainFor(WORK, columns);
  pool.run('softmaxCrossEntropyRows', rows, grain, [logits, targets, columns, scale, target, wide]);
}

import { KernelError } from './errors.ts';
import { THREAD_SCRATCH } from './gemm.ts';
import { checkIndices, checkOffsets } from './histories.ts';
import { type Runtime, checkCounts, grainFor } from './runtime.ts';

/** Values that one thread takes at a time. */
const WORK = 1 << 14;
/** Columns of a teacher's row that a thread's scratch memory holds as float32. */
const MAX_COLUMNS = THREAD_SCRATCH / 4;

/** A list of columns a row: row r has indices[offsets[r] … offsets[r + 1]). */
export interface ColumnLists {
  /** offsets[rows + 1] */
  readonly offsets: Uint32Array;
  /** indices[entries], each below the number of columns. */
  readonly indices: Uint32Array;
}

/** What a teacher says of every column, and how much it counts. */
export interface SoftTargets {
  /** labels[rows, columns]: the teacher's logits as float16's bits; −Infinity masks a column. */
  readonly labels: Uint16Array;
  /** λ: 0 learns from held columns alone, 1 from the teacher alone. */
  readonly lambda: number;
  /** τ: the teacher's logits are divided by it; above 1 flattens, below 1 sharpens. */
  readonly temperature: number;
}

export interface CrossEntropyOptions {
  /** logits[rows, columns], replaced by the gradient; −1e9 or less masks a column. */
  readonly logits: Float32Array;
  readonly rows: number;
  readonly columns: number;
  /** Columns that are masked: their gradient is 0. */
  readonly given: ColumnLists;
  /** Columns to find, each with an equal share of a row's target; none of them masked. */
  readonly held: ColumnLists;
  /** Default: none, which is λ = 0. */
  readonly teacher?: SoftTargets | null;
  /** subset[rows, columns]: 0 masks a column; held columns are in it. Default: all columns. */
  readonly subset?: Uint8Array | null;
  /** Factor of the gradient, 1 / rows for a mean. */
  readonly scale: number;
  /** losses[rows], not scaled. */
  readonly losses: Float32Array | Float64Array;
}

/**
 * losses[r] = −Σ_j target[r, j] · log softmax(logits[r, ·])_j and logits[r, ·] ← scale · its gradient, for
 *
 *   target[r, ·] = (1 − λ) · uniform over r's held columns + λ · softmax(labels[r, ·] / τ)
 *
 * Masked columns are left out of both softmaxes. The sum of both losses of Hinton et al. 2015, §2, with the
 * student at temperature 1, up to the teacher's entropy, a constant. A row without held columns loses that part.
 */
export function crossEntropy({ arena, pool }: Runtime, options: CrossEntropyOptions): void {
  const { rows, columns, teacher, subset, scale, losses } = options;
  checkCounts({ rows, columns });
  const size = rows * columns;
  const logits = arena.address(options.logits, size, 'logits');
  const given = listAddresses({ arena, pool }, options.given, rows, columns, 'given');
  const held = listAddresses({ arena, pool }, options.held, rows, columns, 'held');
  const target = arena.address(losses, rows, 'losses');
  const bytes = subset ? arena.address(subset, size, 'subset') : 0;
  if (subset) checkHeldInside(subset, options.held, rows, columns);
  const { lambda = 0, temperature = 1 } = teacher ?? {};
  const labels = teacher && lambda !== 0 ? arena.address(teacher.labels, size, 'labels') : 0;
  checkTeacher(lambda, temperature, columns);
  if (columns === 0) {
    losses.fill(0, 0, rows);
    return;
  }
  const wide = losses instanceof Float64Array ? 1 : 0;
  pool.run('crossEntropyRows', rows, grainFor(WORK, columns), [
    logits,
    columns,
    ...given,
    ...held,
    bytes,
    labels,
    lambda,
    temperature,
    scale,
    target,
    wide,
  ]);
}

function listAddresses(
  { arena }: Runtime,
  { offsets, indices }: ColumnLists,
  rows: number,
  columns: number,
  name: string,
): [number, number] {
  const addresses = [arena.address(offsets, rows + 1, `${name}.offsets`)];
  const entries = checkOffsets(offsets, rows, `${name}.offsets`);
  addresses.push(arena.address(indices, entries, `${name}.indices`));
  checkIndices(indices, offsets[0]!, entries, columns, `${name}.indices`);
  return addresses as [number, number];
}

/** A held column outside the subset would have probability 0, and the loss would be infinite. */
function checkHeldInside(subset: Uint8Array, held: ColumnLists, rows: number, columns: number): void {
  for (let r = 0; r < rows; r++) {
    for (let e = held.offsets[r]!; e < held.offsets[r + 1]!; e++) {
      if (subset[r * columns + held.indices[e]!] !== 0) continue;
      const message = `row ${r} holds column ${held.indices[e]} back, which must be in its subset`;
      throw new KernelError('kernels/argument', message);
    }
  }
}

function checkTeacher(lambda: number, temperature: number, columns: number): void {
  if (!(lambda >= 0 && lambda <= 1)) {
    throw new KernelError('kernels/argument', `lambda must be from 0 to 1, not ${lambda}`);
  }
  if (!(temperature > 0)) {
    throw new KernelError('kernels/argument', `temperature must be above 0, not ${temperature}`);
  }
  if (lambda > 0 && columns > MAX_COLUMNS) {
    const message = `a teacher's row has at most ${MAX_COLUMNS} columns, not ${columns}`;
    throw new KernelError('kernels/argument', message);
  }
}

// The kernels in plain TypeScript and float64: what the fast ones are tested against. Row-major, as there.
import type { Histories } from './histories.ts';

export type Numbers = ArrayLike<number>;

/** op(a)[m, k] · op(b)[k, n] */
export function multiply(
  a: Numbers,
  b: Numbers,
  {
    m,
    n,
    k,
    transposeA = false,
    transposeB = false,
  }: {
    m: number;
    n: number;
    k: number;
    transposeA?: boolean;
    transposeB?: boolean;
  },
): Float64Array {
  const c = new Float64Array(m * n);
  for (let i = 0; i < m; i++) {
    for (let p = 0; p < k; p++) {
      const left = transposeA ? a[p * m + i]! : a[i * k + p]!;
      for (let j = 0; j < n; j++) c[i * n + j]! += left * (transposeB ? b[j * k + p]! : b[p * n + j]!);
    }
  }
  return c;
}

/** Softmax of one row; values of −1e9 or less get 0 beside larger ones. */
export function softmaxRow(row: Numbers): Float64Array {
  const values = Float64Array.from(row);
  const largest = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const exponentials = values.map((value) => Math.exp(value - largest));
  const sum = exponentials.reduce((a, b) => a + b, 0);
  return exponentials.map((value) => value / sum);
}

/** One row of what crossEntropy takes; labels are the teacher's logits as numbers. */
export interface CrossEntropyRow {
  readonly logits: Numbers;
  readonly given: readonly number[];
  readonly held: readonly number[];
  readonly teacher?: { readonly labels: Numbers; readonly lambda: number; readonly temperature: number };
  /** Default: all columns. */
  readonly subset?: readonly number[];
}

/** Loss and its gradient with respect to the logits. */
export function crossEntropyRow(row: CrossEntropyRow): { loss: number; gradient: Float64Array } {
  const { logits, given, held, teacher, subset } = row;
  const inside = (column: number) => !given.includes(column) && (subset?.includes(column) ?? true);
  const masked = (values: Numbers) =>
    Float64Array.from(values, (value, j) => (inside(j) ? value : Number.NEGATIVE_INFINITY));
  const lambda = teacher?.lambda ?? 0;
  const target = new Float64Array(logits.length);
  if (teacher) {
    const sharpened = Float64Array.from(teacher.labels, (label) => label / teacher.temperature);
    softmaxRow(masked(sharpened)).forEach((p, j) => (target[j] = lambda * p));
  }
  for (const j of held) target[j]! += (1 - lambda) / held.length;
  const mass = target.reduce((a, b) => a + b, 0);
  const q = softmaxRow(masked(logits));
  // A masked column has target 0 and no logarithm.
  const loss = target.reduce((sum, t, j) => (t > 0 ? sum - t * Math.log(q[j]!) : sum), 0);
  return { loss, gradient: q.map((value, j) => mass * value - target[j]!) };
}

/** Calls visit(row, table row, weight) for each entry. */
export function eachEntry(
  histories: Histories,
  visit: (row: number, index: number, weight: number) => void,
): void {
  const { rows, offsets, indices, weights } = histories;
  for (let r = 0; r < rows; r++) {
    for (let e = offsets[r]!; e < offsets[r + 1]!; e++) visit(r, indices[e]!, weights[e]!);
  }
}

/** out[rows, columns]: Σ_e weights[e] · table[indices[e], ·] */
export function sumRows(histories: Histories, table: Numbers, columns: number): Float64Array {
  const out = new Float64Array(histories.rows * columns);
  eachEntry(histories, (row, index, weight) => {
    for (let c = 0; c < columns; c++) out[row * columns + c]! += weight * table[index * columns + c]!;
  });
  return out;
}

/** A sparse table [rows, columns] made dense. */
export function densify(
  { tableOffsets, tableColumns, columns }: { tableOffsets: Numbers; tableColumns: Numbers; columns: number },
  values: Numbers,
): Float64Array {
  const rows = tableOffsets.length - 1;
  const dense = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    for (let t = tableOffsets[row]!; t < tableOffsets[row + 1]!; t++) {
      dense[row * columns + tableColumns[t]!]! += values[t]!;
    }
  }
  return dense;
}

/**
 * The flagship student: a low-rank part, a sparse item-item part and a popularity bias that fades as
 * the history grows. Its tables stay quantised; this file defines what they mean, and is the
 * reference that every backend's list must equal.
 *
 *   size    = max(1, Σ |w_i|)                                       over the history's items i
 *   pooled  = Σ w_i · in[i] / size^exponent                         [dim]
 *   user    = pooled + w2 · tanh(w1 · pooled + b1) + b2             [dim]
 *   score_j = user · out[j] + c(size) · Σ w_i · sparse[i, j] + f(size) · bias[j]
 *   c(size) = exp(gates[0] − gates[1] · ln size),   f(size) = exp(−gates[2] · ln size)
 */

/** A dense table [rows, columns]; value[r, c] = scales[r] · code(r, c). */
export interface QuantisedTable {
  readonly rows: number;
  readonly columns: number;
  /** 8: one signed code a byte. 4: two codes a byte, the even column in the low half, each code stored plus 8. */
  readonly bits: 4 | 8;
  /**
   * Bits of a code in the bundle where they are fewer than `bits`: 3 (codes −3 … 3) or 2 (codes −3, −1,
   * 1, 3: half steps, so that two bits hold four levels). Absent: stored as it lies in memory.
   */
  readonly storedBits?: StoredBits;
  /** Int8 codes [rows · columns] with 8 bits; packed bytes [rows · columns / 2] with 4. */
  readonly codes: Int8Array | Uint8Array;
  /** scales[rows]; values of a float16, widened. */
  readonly scales: Float32Array;
}

/** A sparse table [rows, rows] in compressed rows; value of entry e in row r = scales[r] · codes[e]. */
export interface SparseTable {
  readonly rows: number;
  /** offsets[rows + 1]: row r's entries are offsets[r] … offsets[r + 1] − 1. */
  readonly offsets: Uint32Array;
  /** columns[entries], ascending inside a row. */
  readonly columns: Uint16Array | Uint32Array;
  /** codes[entries] */
  readonly codes: Int8Array;
  /** scales[rows] */
  readonly scales: Float32Array;
}

/** user = pooled + w2 · tanh(w1 · pooled + b1) + b2; matrices row-major [dim, dim], out index first. */
export interface ResidualLayer {
  readonly w1: Float32Array;
  readonly b1: Float32Array;
  readonly w2: Float32Array;
  readonly b2: Float32Array;
}

/** Bits of a dense table's code that memory holds in four. */
export type StoredBits = 2 | 3;

/** How a bundle stores a student whose tables are entropy coded. */
export interface HybridStorage {
  /** Bits of a sparse value: codes from −top to top, top = 127, 31, 15 or 7. */
  readonly sparseBits: 4 | 5 | 6 | 8;
  /** Bits of a scale, of a bias and of a residual weight: float16, or one byte between the least and the largest. */
  readonly scaleBits: 8 | 16;
}

export interface HybridStudent {
  readonly items: number;
  readonly dim: number;
  readonly exponent: number;
  readonly in: QuantisedTable;
  readonly out: QuantisedTable;
  readonly residual: ResidualLayer;
  readonly sparse: SparseTable;
  /** bias[items]: log-popularity, trained. */
  readonly bias: Float32Array;
  /** gates[3]: see the formulas above. */
  readonly gates: Float32Array;
  /** Absent: plain tensors, which every reader knows. Scoring does not look at it. */
  readonly storage?: HybridStorage;
}

/** What is known of a user: item indices and one weight each (like 1, dislike negative). */
export interface History {
  readonly items: ArrayLike<number>;
  readonly weights: ArrayLike<number>;
}

/** Everything of a history that is the same for every item. */
export interface HybridQuery {
  /** user[dim] */
  readonly user: Float32Array;
  /** sparse[items] = c(size) · Σ w_i · S[i, j] */
  readonly sparse: Float32Array;
  /** f(size) */
  readonly fade: number;
}

/** The signed code at (row, column) of a table. */
export function codeAt(table: QuantisedTable, row: number, column: number): number {
  const index = row * table.columns + column;
  if (table.bits === 8) return table.codes[index] as number;
  const byte = table.codes[index >> 1] as number;
  return ((index & 1) === 0 ? byte & 15 : byte >> 4) - 8;
}

/** size = max(1, Σ |w_i|) */
export function historySize(history: History): number {
  let size = 0;
  for (let h = 0; h < history.items.length; h++) size += Math.abs(history.weights[h]!);
  return Math.max(1, size);
}

/** pooled[dim] = Σ w_i · in[i] / size^exponent */
export function poolHistory(student: HybridStudent, history: History, size: number): Float32Array {
  const { dim, exponent } = student;
  const pooled = new Float32Array(dim);
  const norm = size ** -exponent;
  for (let h = 0; h < history.items.length; h++) {
    const row = history.items[h]!;
    const weight = history.weights[h]! * student.in.scales[row]! * norm;
    for (let c = 0; c < dim; c++) pooled[c]! += weight * codeAt(student.in, row, c);
  }
  return pooled;
}

/** user[dim] of pooled[dim]: the residual layer. */
export function applyResidual(layer: ResidualLayer, pooled: Float32Array): Float32Array {
  const dim = pooled.length;
  const hidden = new Float32Array(dim);
  const user = new Float32Array(dim);
  for (let o = 0; o < dim; o++) {
    let sum = layer.b1[o]!;
    for (let i = 0; i < dim; i++) sum += layer.w1[o * dim + i]! * pooled[i]!;
    hidden[o] = Math.tanh(sum);
  }
  for (let o = 0; o < dim; o++) {
    let sum = layer.b2[o]!;
    for (let i = 0; i < dim; i++) sum += layer.w2[o * dim + i]! * hidden[i]!;
    user[o] = pooled[o]! + sum;
  }
  return user;
}

/** Adds factor · S[row, ·] to out[items]. */
export function addSparseRow(sparse: SparseTable, row: number, factor: number, out: Float32Array): void {
  const scale = factor * sparse.scales[row]!;
  for (let e = sparse.offsets[row]!; e < sparse.offsets[row + 1]!; e++) {
    out[sparse.columns[e]!]! += scale * sparse.codes[e]!;
  }
}

/** c(size): how loud the sparse part is for a history of that size. */
export function sparseGate(student: HybridStudent, size: number): number {
  return Math.exp(student.gates[0]! - student.gates[1]! * Math.log(size));
}

/** f(size): how loud popularity is for a history of that size. */
export function biasGate(student: HybridStudent, size: number): number {
  return Math.exp(-student.gates[2]! * Math.log(size));
}

/** Folds a history into everything that scoring an item needs. */
export function foldIn(student: HybridStudent, history: History): HybridQuery {
  const size = historySize(history);
  const user = applyResidual(student.residual, poolHistory(student, history, size));
  const sparse = new Float32Array(student.items);
  const gate = sparseGate(student, size);
  for (let h = 0; h < history.items.length; h++) {
    addSparseRow(student.sparse, history.items[h]!, gate * history.weights[h]!, sparse);
  }
  return { user, sparse, fade: biasGate(student, size) };
}

/** score_j: the reference. Every backend's list is ranked by exactly this number, rounded to float32. */
export function scoreItem(student: HybridStudent, query: HybridQuery, item: number): number {
  const { out, dim } = student;
  let dot = 0;
  for (let c = 0; c < dim; c++) dot += query.user[c]! * codeAt(out, item, c);
  return Math.fround(dot * out.scales[item]! + query.sparse[item]! + query.fade * student.bias[item]!);
}

/** scores[items] of a folded-in history. */
export function scoreAll(
  student: HybridStudent,
  query: HybridQuery,
  scores: Float32Array = new Float32Array(student.items),
): Float32Array {
  for (let item = 0; item < student.items; item++) scores[item] = scoreItem(student, query, item);
  return scores;
}

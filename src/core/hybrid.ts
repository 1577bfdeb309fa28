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
 *
 * A request may lean towards what is popular or away from it: then popularity · prior[j] is added.
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

/** Everything of a request that is the same for every item, without an array over the items. */
export interface UserQuery {
  /** Every weight is finite; dislikes are negative, recency is already in. */
  readonly history: History;
  /** user[dim], after the residual layer */
  readonly user: Float32Array;
  /** c(size): factor of the sparse part. */
  readonly gate: number;
  /** f(size): factor of bias[j]. */
  readonly fade: number;
  /** Factor of prior[j]; 0: popularity counts as the student learned it. */
  readonly popularity: number;
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
  for (let o = 0; o < dim; o++) hidden[o] = Math.tanh(dotRow(layer.w1, o, pooled, layer.b1[o]!));
  const user = new Float32Array(dim);
  for (let o = 0; o < dim; o++) user[o] = pooled[o]! + dotRow(layer.w2, o, hidden, layer.b2[o]!);
  return user;
}

/** first + matrix[row, ·] · values, added from left to right. */
function dotRow(matrix: Float32Array, row: number, values: Float32Array, first: number): number {
  let sum = first;
  const start = row * values.length;
  for (let i = 0; i < values.length; i++) sum += matrix[start + i]! * values[i]!;
  return sum;
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

/** Folds a history into everything that scoring needs, at a cost that does not grow with the catalogue. */
export function foldUser(student: HybridStudent, history: History, popularity = 0): UserQuery {
  const size = historySize(history);
  const user = applyResidual(student.residual, poolHistory(student, history, size));
  return { history, user, gate: sparseGate(student, size), fade: biasGate(student, size), popularity };
}

/** Folds a history, with the sparse part of every item: for who scores them all. */
export function foldIn(student: HybridStudent, history: History): HybridQuery {
  const { user, gate, fade } = foldUser(student, history);
  const sparse = new Float32Array(student.items);
  for (let h = 0; h < history.items.length; h++) {
    addSparseRow(student.sparse, history.items[h]!, gate * history.weights[h]!, sparse);
  }
  return { user, sparse, fade };
}

/** score_j: the reference. Every backend's list is ranked by exactly this number, rounded to float32. */
export function scoreItem(student: HybridStudent, query: HybridQuery, item: number): number {
  return Math.fround(addParts(student, query, item, query.sparse[item]!));
}

/** score_j of one item whose sparse part is known, with popularity · prior[items]; `scoreItem` where that is 0. */
export function scoreWith(
  student: HybridStudent,
  prior: Float32Array,
  query: UserQuery,
  item: number,
  sparse: number,
): number {
  const score = addParts(student, query, item, sparse);
  // Adding 0 · prior would turn a score of −0 into 0.
  return Math.fround(query.popularity === 0 ? score : score + query.popularity * prior[item]!);
}

/**
 * Gives the reference score of one item at a time: that of `scoreItem`, bit for bit, plus popularity ·
 * prior[items]. For who scores few items: only those that the history's sparse rows name are kept.
 */
export function scoreOf(
  student: HybridStudent,
  prior: Float32Array,
  query: UserQuery,
): (item: number) => number {
  const sums = sumSparseRows(student.sparse, query);
  return (item) => scoreWith(student, prior, query, item, sums.get(item) ?? 0);
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

/** user · out[item] + sparse + fade · bias[item], not yet rounded. */
function addParts(
  student: HybridStudent,
  query: Pick<UserQuery, 'user' | 'fade'>,
  item: number,
  sparse: number,
): number {
  const { out } = student;
  const dot = dotCodes(out, item, query.user);
  return dot * out.scales[item]! + sparse + query.fade * student.bias[item]!;
}

/** Σ user[c] · code(row, c), from left to right in double precision: the order is part of the reference. */
function dotCodes({ bits, columns, codes }: QuantisedTable, row: number, user: Float32Array): number {
  let dot = 0;
  if (bits === 8) {
    const start = row * columns;
    for (let c = 0; c < columns; c++) dot += user[c]! * codes[start + c]!;
    return dot;
  }
  const start = (row * columns) >> 1;
  for (let pair = 0; 2 * pair < columns; pair++) {
    const byte = codes[start + pair]!;
    dot += user[2 * pair]! * ((byte & 15) - 8);
    dot += user[2 * pair + 1]! * ((byte >> 4) - 8);
  }
  return dot;
}

/** gate · Σ w_i · S[i, ·] by column, each step rounded to float32 as `foldIn`'s array does. */
function sumSparseRows(sparse: SparseTable, { history, gate }: UserQuery): Map<number, number> {
  const sums = new Map<number, number>();
  for (let h = 0; h < history.items.length; h++) {
    const row = history.items[h]!;
    const scale = gate * history.weights[h]! * sparse.scales[row]!;
    for (let e = sparse.offsets[row]!; e < sparse.offsets[row + 1]!; e++) {
      const column = sparse.columns[e]!;
      sums.set(column, Math.fround((sums.get(column) ?? 0) + scale * sparse.codes[e]!));
    }
  }
  return sums;
}

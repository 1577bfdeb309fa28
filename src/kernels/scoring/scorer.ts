import { addRows, clearRows } from './sparse-sums.ts';
import type { SparseRows, SparseSums } from './sparse-sums.ts';
import { allocate, layOut } from './layout.ts';
import type { Layout } from './layout.ts';
import { compileScoring } from './module.ts';
import { bytesPerStep, countSteps, packPanels, packUser, panelBytes, PANEL } from './panels.ts';
import type { CodeTable } from './panels.ts';

/** What is scored: score_j = step · scales[j] · (codes[j, ·] · user) + sparse + fade · bias[j] + popularity · prior[j]. */
export interface ScorerTables {
  readonly table: CodeTable;
  /** bias[rows] */
  readonly bias: Float32Array;
  /** prior[rows] */
  readonly prior: Float32Array;
  readonly sparse: SparseRows;
}

export interface ScorerQuery {
  /** user[columns]: whole numbers of at most `largestUserCode`. */
  readonly user: Int16Array;
  /** Value of one step of `user`; a float32. */
  readonly step: number;
  readonly fade: number;
  readonly popularity: number;
  /** Rows of the sparse table and the factor of each. */
  readonly rows: ArrayLike<number>;
  readonly factors: Float64Array;
  /** mask[rows]: 1 for a candidate, 0 for what is none. */
  readonly mask: Uint8Array;
  readonly k: number;
  /** How far below the k-th best score one may lie and still be proposed. */
  readonly margin: number;
}

export interface Scored {
  /** Every candidate with a score of at least (k-th best − margin), ascending. */
  readonly items: Uint32Array;
  /** ln Σ exp(score) over all candidates; −Infinity when there is none. */
  readonly logTotal: number;
}

/** Items that the kernels score before they rank them (src/kernels/assembly/scoring/index.ts). */
const BLOCK = 512;
/** Places of a request's fields, 4 bytes each (src/kernels/assembly/scoring/request.ts). */
const FIELD = { k: 13, start: 14, step: 15, fade: 16, popularity: 17, margin: 18, found: 19, largest: 20 };
/** The same in units of 8 bytes. */
const TOTAL = 11;
const REQUEST_BYTES = 96;

type Part =
  | 'request'
  | 'values'
  | 'codes'
  | 'scales'
  | 'bias'
  | 'prior'
  | 'mask'
  | 'sparse'
  | 'user'
  | 'heap'
  | 'proposed'
  | 'proposedScores';

/**
 * The largest |code| of a user for which no sum leaves 32 bits: codes of the table reach 128 with 8 bits
 * and 8 with 4.
 */
export function largestUserCode(bits: 4 | 8, columns: number): number {
  const largest = bits === 8 ? 128 : 8;
  return Math.min(32_767, Math.floor((2 ** 31 - 1) / (largest * columns)));
}

/**
 * Copies tables into a WebAssembly memory of their own, with 25 bytes an item beside the codes.
 * Throws `kernels/unavailable` and `kernels/memory`.
 */
export async function createScorer(tables: ScorerTables): Promise<Scorer> {
  const module = await compileScoring();
  const layout = layOut(sizesOf(tables.table));
  const memory = allocate(layout.bytes);
  const { exports } = await WebAssembly.instantiate(module, { env: { memory } });
  return new Scorer(tables, layout, memory, exports.score as (request: number, values: number) => void);
}

function sizesOf(table: CodeTable): Record<Part, number> {
  const items = Math.ceil(table.rows / PANEL) * PANEL;
  const numbers = 4 * items;
  return {
    request: REQUEST_BYTES,
    values: 4 * BLOCK,
    codes: panelBytes(table),
    scales: numbers,
    bias: numbers,
    prior: numbers,
    mask: items,
    sparse: numbers,
    user: 2 * userLength(table),
    // These three are touched only as far as there are candidates for the list.
    heap: numbers,
    proposed: numbers,
    proposedScores: numbers,
  };
}

/** Places of a packed user: whole steps. */
function userLength(table: CodeTable): number {
  return (countSteps(table) * bytesPerStep(table.bits) * 8) / table.bits;
}

/** Scores a whole catalogue for one user after the other, on one thread; nothing is allocated but the answer. */
export class Scorer {
  readonly #table: CodeTable;
  readonly #at: Layout<Part>['at'];
  readonly #memory: WebAssembly.Memory;
  readonly #score: (request: number, values: number) => void;
  readonly #numbers: Float32Array;
  readonly #counts: Int32Array;
  readonly #sums: SparseSums;
  readonly #user: Int16Array;

  constructor(
    tables: ScorerTables,
    { at }: Layout<Part>,
    memory: WebAssembly.Memory,
    score: (request: number, values: number) => void,
  ) {
    const { buffer } = memory;
    const { table } = tables;
    this.#table = table;
    this.#at = at;
    this.#memory = memory;
    this.#score = score;
    this.#numbers = new Float32Array(buffer, at.request, FIELD.largest + 1);
    this.#counts = new Int32Array(buffer, at.request, FIELD.found + 1);
    this.#user = new Int16Array(buffer, at.user, userLength(table));
    this.#sums = {
      rows: tables.sparse,
      mask: new Uint8Array(buffer, at.mask, table.rows),
      values: new Float32Array(buffer, at.sparse, table.rows),
    };
    packPanels(table, new Uint16Array(buffer, at.codes, panelBytes(table) / 2));
    for (const part of ['bias', 'prior'] as const) new Float32Array(buffer, at[part]).set(tables[part]);
    new Float32Array(buffer, at.scales).set(table.scales);
    this.#counts.set([table.rows, table.bits, countSteps(table), at.codes, at.scales, at.bias, at.prior]);
    this.#counts.set([at.mask, at.sparse, at.user, at.heap, at.proposed, at.proposedScores], 7);
  }

  /** Bytes of memory, which no request changes. */
  get bytes(): number {
    return this.#memory.buffer.byteLength;
  }

  score(query: ScorerQuery): Scored {
    this.#write(query);
    this.#sums.mask.set(query.mask);
    addRows(this.#sums, query.rows, query.factors);
    this.#score(this.#at.request, this.#at.values);
    clearRows(this.#sums, query.rows);
    return this.#read();
  }

  #write(query: ScorerQuery): void {
    const { bits, rows } = this.#table;
    packUser(query.user, bits, this.#user);
    this.#counts[FIELD.k] = Math.min(query.k, rows);
    this.#counts[FIELD.start] = bits === 8 ? 0 : -8 * query.user.reduce((sum, code) => sum + code, 0);
    this.#numbers[FIELD.step] = query.step;
    this.#numbers[FIELD.fade] = query.fade;
    this.#numbers[FIELD.popularity] = query.popularity;
    this.#numbers[FIELD.margin] = query.margin;
  }

  #read(): Scored {
    const { buffer } = this.#memory;
    const found = this.#counts[FIELD.found]!;
    const total = new Float64Array(buffer, this.#at.request)[TOTAL]!;
    return {
      items: new Uint32Array(buffer, this.#at.proposed, found).slice(),
      logTotal: this.#numbers[FIELD.largest]! + Math.log(total),
    };
  }
}

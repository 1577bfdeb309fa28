import { addRows, clearRows } from './sparse-sums.ts';
import type { SparseRows, SparseSums } from './sparse-sums.ts';
import { compileScoring } from './module.ts';
import { countSteps, packPanels, packUser, panelBytes } from './panels.ts';
import type { CodeTable } from './panels.ts';
import { makePlace, userLength } from './place.ts';
import type { ScoringPlace } from './place.ts';
import { FIELD, FIELDS, RECORD_BYTES } from './request-record.ts';

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

/**
 * The largest |code| of a user for which no sum leaves 32 bits: codes of the table reach 128 with 8 bits
 * and 8 with 4.
 */
export function largestUserCode(bits: 4 | 8, columns: number): number {
  const largest = bits === 8 ? 128 : 8;
  return Math.min(32_767, Math.floor((2 ** 31 - 1) / (largest * columns)));
}

/** Runs a request that lies in memory, so that its answer does. */
export interface Runner {
  run(): void;
  /** Ends the threads that it has; absent where there are none. */
  close?(): void;
}

/**
 * Copies tables into a WebAssembly memory of their own, with 25 bytes an item beside the codes, to be scored on one
 * thread. Throws `kernels/unavailable` and `kernels/memory`.
 */
export async function createScorer(tables: ScorerTables): Promise<Scorer> {
  const place = await makePlace(tables.table, await compileScoring(), 1);
  return new Scorer(tables, place, { run: () => runAlone(place) });
}

/** All ranges, one after the other. */
export function runAlone({ kernels, own, ranges }: ScoringPlace): void {
  const { request } = own[0]!;
  kernels.begin(request);
  for (let range = 0; range < ranges; range++) kernels.scoreRange(request, range);
  kernels.finish(request);
}

/** Scores a whole catalogue for one user after the other; nothing is allocated but the answer. */
export class Scorer {
  readonly #table: CodeTable;
  readonly #place: ScoringPlace;
  readonly #runner: Runner;
  readonly #numbers: Float32Array;
  readonly #counts: Int32Array;
  readonly #sums: SparseSums;
  readonly #user: Int16Array;

  constructor(tables: ScorerTables, place: ScoringPlace, runner: Runner) {
    const { at, memory } = place;
    const { buffer } = memory;
    const { table } = tables;
    const own = place.own[0]!;
    this.#table = table;
    this.#place = place;
    this.#runner = runner;
    this.#numbers = new Float32Array(buffer, own.request, FIELDS);
    this.#counts = new Int32Array(buffer, own.request, FIELDS);
    this.#user = new Int16Array(buffer, at.user, userLength(table));
    this.#sums = {
      rows: tables.sparse,
      mask: new Uint8Array(buffer, at.mask, table.rows),
      values: new Float32Array(buffer, at.sparse, table.rows),
    };
    packPanels(table, new Uint16Array(buffer, at.codes, panelBytes(table) / 2));
    for (const part of ['bias', 'prior'] as const) new Float32Array(buffer, at[part]).set(tables[part]);
    new Float32Array(buffer, at.scales).set(table.scales);
    const { codes, scales, bias, prior, mask, sparse, user, counter } = at;
    for (const { request, values, heap, proposed, proposedScores, ranges } of place.own) {
      const fields = new Int32Array(buffer, request, FIELDS);
      fields.set([table.rows, table.bits, countSteps(table)], FIELD.items);
      fields.set([codes, scales, bias, prior, mask, sparse, user, counter], FIELD.codes);
      fields.set([values, heap, proposed, proposedScores, ranges], FIELD.values);
    }
  }

  /** Bytes of memory, which no request changes. */
  get bytes(): number {
    return this.#place.memory.buffer.byteLength;
  }

  score(query: ScorerQuery): Scored {
    this.#write(query);
    this.#sums.mask.set(query.mask);
    addRows(this.#sums, query.rows, query.factors);
    this.#runner.run();
    clearRows(this.#sums, query.rows);
    return this.#read();
  }

  close(): void {
    this.#runner.close?.();
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
    const { memory, own } = this.#place;
    const { proposed } = own[0]!;
    const found = this.#counts[FIELD.found]!;
    // Which of several threads found an item first is chance.
    const items = new Uint32Array(memory.buffer, proposed, found).slice().sort();
    return { items, logTotal: logTotal(this.#place) };
  }
}

/** ln Σ exp(score) of all ranges, added up in their order. */
function logTotal({ memory, own, ranges }: ScoringPlace): number {
  const records = new DataView(memory.buffer, own[0]!.ranges, RECORD_BYTES * ranges);
  let most = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (let at = 0; at < records.byteLength; at += RECORD_BYTES) {
    const largest = records.getFloat32(at, true);
    const total = records.getFloat64(at + 8, true);
    // Without a candidate there is nothing, and ∞ − ∞ is no number.
    if (total === 0) continue;
    if (largest > most) sum *= Math.exp(most - largest);
    most = Math.max(most, largest);
    sum += total * Math.exp(largest - most);
  }
  return most + Math.log(sum);
}

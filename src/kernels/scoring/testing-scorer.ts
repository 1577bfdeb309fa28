import { randomNumbers } from '../testing.ts';
import { largestUserCode } from './scorer.ts';
import type { ScorerQuery, ScorerTables } from './scorer.ts';

/** What random tables and requests of the tests are like. */
export interface ScorerShape {
  readonly rows: number;
  readonly columns: number;
  readonly bits: 4 | 8;
  readonly k: number;
  /** Of 1,000 items, how many are candidates. */
  readonly kept: number;
  readonly margin: number;
  readonly popularity: number;
  readonly nnz: number;
  readonly seed: number;
}

export function randomTables({ rows, columns: wanted, bits, nnz, seed }: ScorerShape): ScorerTables {
  const random = randomNumbers(seed);
  const columns = bits === 4 ? wanted + (wanted % 2) : wanted;
  const codes = Uint8Array.from({ length: (rows * columns * bits) / 8 }, () => 256 * random());
  const numbers = (): Float32Array => Float32Array.from({ length: rows }, () => random() - 0.5);
  return {
    table: {
      rows,
      columns,
      bits,
      codes: bits === 8 ? new Int8Array(codes.buffer) : codes,
      scales: numbers(),
    },
    bias: numbers(),
    prior: numbers(),
    sparse: {
      offsets: Uint32Array.from({ length: rows + 1 }, (_, row) => row * nnz),
      columns: Uint32Array.from({ length: rows * nnz }, () => rows * random()),
      codes: Int8Array.from({ length: rows * nnz }, () => 255 * random() - 127),
    },
  };
}

export function randomQuery(
  { table }: ScorerTables,
  { k, kept, margin, popularity, seed }: ScorerShape,
): ScorerQuery {
  const random = randomNumbers(seed + 1);
  const top = largestUserCode(table.bits, table.columns);
  return {
    user: Int16Array.from({ length: table.columns }, () => (random() < 0.1 ? top : (2 * random() - 1) * top)),
    step: Math.fround(1 / top / table.columns ** 0.5 / 2 ** table.bits),
    fade: 0.75,
    popularity,
    rows: Array.from({ length: 4 }, () => Math.floor(table.rows * random())),
    factors: Float64Array.from({ length: 4 }, () => (random() - 0.3) / 100),
    mask: Uint8Array.from({ length: table.rows }, () => (1000 * random() < kept ? 1 : 0)),
    k,
    margin,
  };
}

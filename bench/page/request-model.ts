import type { QuantisedTable, SparseTable } from '../../src/core/hybrid.ts';
import { Random } from '../../src/core/random.ts';
import type { Catalogue } from '../../src/format/schema.ts';
import { makeModel } from './attar.ts';
import type { ScoredModel } from './attar.ts';

/** About 64 bytes an item as a bundle stores them: two rows of 48 codes at 4 bits, and 14 sparse entries. */
const SHAPE = { dim: 48, nnz: 14 };

/** A made-up model with a low-rank part, a sparse part and popularity; a million items take about two seconds. */
export function makeRequestModel(items: number): ScoredModel {
  const random = new Random(7, items);
  const { student, prior } = makeModel(randomTable(random, items));
  const sparse = randomSparse(random, items);
  const bias = Float32Array.from(prior, () => random.uniform());
  return { student: { ...student, in: randomTable(random, items), sparse, bias }, prior };
}

/** A catalogue that lists every item. */
export function makeCatalogue(items: number): Catalogue {
  const every = Array.from({ length: items }, (_, item) => item);
  const none: never[] = [];
  return {
    ids: every.map((item) => String(item + 1)),
    titles: every.map((item) => `Title ${item + 1}`),
    creators: every.map(() => none),
    years: every.map((item) => 1900 + (item % 125)),
    tagNames: [],
    tags: every.map(() => none),
    popularity: every.map((item) => items - item),
  };
}

function randomTable(random: Random, rows: number): QuantisedTable {
  const codes = new Uint8Array((rows * SHAPE.dim) / 2);
  // Codes −7 … 7, two a byte, each stored plus 8.
  for (let i = 0; i < codes.length; i++) {
    const bits = random.uint32();
    codes[i] = (1 + ((bits >>> 8) % 15)) | ((1 + ((bits >>> 20) % 15)) << 4);
  }
  const scales = Float32Array.from({ length: rows }, () => (0.5 + random.uniform()) / 16);
  return { rows, columns: SHAPE.dim, bits: 4, codes, scales };
}

/** Row r's entries lie in as many equal parts of the catalogue, one in each, so they ascend. */
function randomSparse(random: Random, rows: number): SparseTable {
  const { nnz } = SHAPE;
  const columns = rows > 65_536 ? new Uint32Array(rows * nnz) : new Uint16Array(rows * nnz);
  const codes = new Int8Array(rows * nnz);
  for (let e = 0; e < codes.length; e++) {
    columns[e] = Math.floor(((e % nnz) + random.uniform()) * (rows / nnz));
    codes[e] = (random.uint32() >>> 24) - 128;
  }
  return {
    rows,
    offsets: Uint32Array.from({ length: rows + 1 }, (_, row) => row * nnz),
    columns,
    codes,
    scales: new Float32Array(rows).fill(1 / 64),
  };
}

import { roundToHalf } from '../core/half.ts';
import type {
  HybridStorage,
  HybridStudent,
  QuantisedTable,
  SparseTable,
  StoredBits,
} from '../core/hybrid.ts';
import { largestCode } from '../core/quantise.ts';
import type { Random } from '../core/random.ts';

/** A random student whose low-rank, sparse and popularity parts are of about one size. */
export function randomStudent(
  random: Random,
  shape: {
    readonly items: number;
    readonly dim: number;
    readonly bits: TableBits;
    readonly nnz: number;
    readonly storage?: HybridStorage | undefined;
  },
): HybridStudent {
  const { items, dim } = shape;
  const normals = (length: number, size: number): Float32Array =>
    Float32Array.from({ length }, () => roundToHalf(size * random.normal()));
  return {
    items,
    dim,
    exponent: 0.5,
    in: randomTable(random, shape),
    out: randomTable(random, shape),
    residual: {
      w1: normals(dim * dim, 0.3 / Math.sqrt(dim)),
      b1: normals(dim, 0.1),
      w2: normals(dim * dim, 0.3 / Math.sqrt(dim)),
      b2: normals(dim, 0.1),
    },
    sparse: randomSparse(random, items, shape.nnz),
    bias: normals(items, 0.5),
    gates: Float32Array.of(0.5, 0.25, 0.5),
    ...(shape.storage && { storage: shape.storage }),
  };
}

type TableBits = StoredBits | 4 | 8;

function randomTable(
  random: Random,
  shape: { readonly items: number; readonly dim: number; readonly bits: TableBits },
): QuantisedTable {
  const { items: rows, dim: columns, bits } = shape;
  const largest = bits === 2 ? 3 : largestCode(bits);
  const scales = Float32Array.from({ length: rows }, () => roundToHalf((0.5 + random.uniform()) / largest));
  if (bits === 8) {
    const codes = Int8Array.from({ length: rows * columns }, () => random.below(255) - 127);
    return { rows, columns, bits, codes, scales };
  }
  const nibble = (): number =>
    8 + (bits === 2 ? 2 * random.below(4) - 3 : random.below(2 * largest + 1) - largest);
  const codes = Uint8Array.from({ length: (rows * columns) / 2 }, () => nibble() | (nibble() << 4));
  return { rows, columns, bits: 4, ...(bits < 4 && { storedBits: bits as StoredBits }), codes, scales };
}

function randomSparse(random: Random, rows: number, nnz: number): SparseTable {
  const offsets = new Uint32Array(rows + 1);
  const columns: number[] = [];
  for (let row = 0; row < rows; row++) {
    const chosen = new Set(pick(random, rows, Math.min(nnz, rows)));
    chosen.delete(row);
    columns.push(...[...chosen].sort((a, b) => a - b));
    offsets[row + 1] = columns.length;
  }
  return {
    rows,
    offsets,
    columns: rows > 65_536 ? Uint32Array.from(columns) : Uint16Array.from(columns),
    codes: Int8Array.from(columns, () => random.below(255) - 127),
    scales: Float32Array.from({ length: rows }, () => roundToHalf((0.5 + random.uniform()) / 127)),
  };
}

/** Distinct item indices in random order. */
export function pick(random: Random, items: number, count: number): number[] {
  const chosen = new Set<number>();
  while (chosen.size < count) chosen.add(random.below(items));
  return [...chosen];
}

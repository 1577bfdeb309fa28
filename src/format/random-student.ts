import { roundToHalf } from '../core/half.ts';
import type { HybridStudent, QuantisedTable, SparseTable } from '../core/hybrid.ts';
import type { Random } from '../core/random.ts';

/** A random student whose low-rank, sparse and popularity parts are of about one size. */
export function randomStudent(
  random: Random,
  shape: { items: number; dim: number; bits: 4 | 8; nnz: number },
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
  };
}

function randomTable(random: Random, shape: { items: number; dim: number; bits: 4 | 8 }): QuantisedTable {
  const { items: rows, dim: columns, bits } = shape;
  const scales = Float32Array.from({ length: rows }, () =>
    roundToHalf((0.5 + random.uniform()) / (bits === 8 ? 127 : 7)),
  );
  if (bits === 8) {
    const codes = Int8Array.from({ length: rows * columns }, () => random.below(255) - 127);
    return { rows, columns, bits, codes, scales };
  }
  const nibble = (): number => 1 + random.below(15);
  const codes = Uint8Array.from({ length: (rows * columns) / 2 }, () => nibble() | (nibble() << 4));
  return { rows, columns, bits, codes, scales };
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

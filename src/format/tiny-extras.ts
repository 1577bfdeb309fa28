import type { HybridStudent } from '../core/hybrid.ts';
import type { LinearRows } from '../core/linear.ts';
import type { Random } from '../core/random.ts';
import type { LinearContents, VariantContents } from './encode-bundle.ts';
import { goldenCase } from './golden.ts';
import { decodeHybrid, encodeHybrid } from './hybrid.ts';
import { encodeLinearRows } from './linear-file.ts';
import { pick } from './random-student.ts';
import type { Manifest } from './schema.ts';

/** The same student without its sparse part. */
export function inventVariant(
  name: string,
  student: HybridStudent,
  { architecture }: Pick<Manifest, 'architecture'>,
  listed: (item: number) => boolean,
): VariantContents {
  const sparse = {
    rows: student.items,
    offsets: new Uint32Array(student.items + 1),
    columns: new Uint16Array(0),
    codes: new Int8Array(0),
    scales: new Float32Array(student.items),
  };
  const bytes = encodeHybrid({ ...student, sparse });
  const cases = [goldenCase(decodeHybrid(bytes), listed, { likes: [0, 1], dislikes: [] }, 10)];
  return {
    name,
    description: 'without the sparse part',
    architecture: { ...architecture, sparseEntries: 0 },
    student: bytes,
    golden: { tolerance: 1e-4, cases },
  };
}

/** Two tables of six entries a row, of which short histories follow the first and long ones the second. */
export function inventLinear(random: Random, items: number, itemsPerFile: number): LinearContents {
  const entries = Math.min(6, items - 1);
  const rowsOf = (rows: number): LinearRows => ({
    rows,
    tables: 2,
    offsets: Uint32Array.from({ length: rows + 1 }, (_, row) => row * entries),
    columns: Uint16Array.from(
      Array.from({ length: rows }, () => pick(random, items, entries).sort((a, b) => a - b)).flat(),
    ),
    codes: Int8Array.from({ length: 2 * rows * entries }, () => random.below(255) - 127),
    scales: Float32Array.from({ length: 2 * rows }, () => 0.01),
  });
  const count = Math.ceil(items / itemsPerFile);
  const files = Array.from({ length: count }, (_, file) =>
    encodeLinearRows(rowsOf(Math.min(itemsPerFile, items - file * itemsPerFile))),
  );
  const tables = [
    { name: 'short', weights: [1, 0] },
    { name: 'long', weights: [0, 1] },
  ];
  const overlap = { unpruned: 0.97, teacher: 0.9 };
  return {
    about: { name: 'Two invented tables', tables, knots: [1, 4], entries, itemsPerFile, overlap },
    files,
  };
}

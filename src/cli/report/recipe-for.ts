import type { DatasetName } from '../../data/index.ts';
import type { Recipe } from '../pipeline/recipe.ts';
import { RECIPES } from '../pipeline/recipes.ts';

/** What coding leaves of a dense code's bits. */
const CODED_SHARE = 0.93;
/** An entry of the sparse part is given up only for bytes that hold this many of it. */
const NNZ_STEP = 0.1;

/** What the students of a data set come to when they are coded, measured on finished ones. */
interface CodedSizes {
  readonly items: number;
  /** Bytes an item that do not grow with the sizes: scales of three tables, the bias, the file's header. */
  readonly fixedBytes: number;
  /** Bytes of one sparse entry, index and 5-bit value: indices of few items and of popular ones are cheap. */
  readonly entryBytes: number;
  /** Up to these bytes an item, more dimensions of 3-bit codes, quantised while trained, are worth more than fewer of 4; 0: never. */
  readonly threeBitsUpTo: number;
}

const CODED: Readonly<Record<DatasetName, CodedSizes>> = {
  movies: { items: 3497, fixedBytes: 4.3, entryBytes: 0.85, threeBitsUpTo: 32 },
  books: { items: 10_000, fixedBytes: 3.9, entryBytes: 1.2, threeBitsUpTo: 0 },
};

/**
 * The recipe of a data set for a budget of bytes an item: the committed one, its dimensions and sparse
 * entries made smaller or larger until they fill it. `share` (0 … 1) of the bytes go to the low-rank part; by
 * default the committed recipe's share. Everything else stays but the bits of a code, see `threeBitsUpTo`; both
 * were chosen on validation users.
 */
export function recipeFor(name: DatasetName, bytesPerItem: number, share?: number): Recipe {
  const sizes = CODED[name];
  const recipe = bytesPerItem <= sizes.threeBitsUpTo ? threeBits(RECIPES[name]) : RECIPES[name];
  const { student } = recipe;
  const dense = lowRankBytes(student.dim, student.bits, sizes);
  const part = share ?? dense / (dense + sizes.entryBytes * student.nnz);
  const free = Math.max(0, bytesPerItem - sizes.fixedBytes);
  const dim = largestDim(free * part, student.bits, sizes);
  const left = (free - lowRankBytes(dim, student.bits, sizes)) / sizes.entryBytes;
  const nnz = Math.max(1, Math.floor(left / NNZ_STEP) / Math.round(1 / NNZ_STEP));
  return { ...recipe, student: { ...student, dim, nnz } };
}

/** The step sizes of so few levels are worth learning. */
function threeBits(recipe: Recipe): Recipe {
  return {
    ...recipe,
    student: { ...recipe.student, bits: 3 },
    distil: { ...recipe.distil, quantiseFrom: 0.6 },
  };
}

/** The most dimensions that fit, at least 2; 4-bit codes come in pairs. */
function largestDim(bytes: number, bits: number, sizes: CodedSizes): number {
  let dim = 2;
  while (lowRankBytes(dim + 2, bits, sizes) <= bytes) dim += 2;
  return dim;
}

/** Coded bytes an item of both dense tables, and the residual layer at a byte a weight, spread over the items. */
function lowRankBytes(dim: number, bits: number, { items }: CodedSizes): number {
  return ((2 * dim * bits) / 8) * CODED_SHARE + (2 * dim * (dim + 1)) / items;
}

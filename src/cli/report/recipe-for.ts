import type { DatasetName } from '../../data/index.ts';
import type { Recipe } from '../pipeline/recipe.ts';
import { RECIPES } from '../pipeline/recipes.ts';

/** Coded scales of both tables and the sparse part, and the bias: bytes an item whatever the sizes. */
const FIXED_BYTES = 3;
/** One coded sparse entry, index and 5-bit value; on movies less, see docs/bundle.md. */
const ENTRY_BYTES = 1.25;
/** What coding leaves of a dense code's bits. */
const CODED_SHARE = 0.93;
/** File header and residual layer, spread over the items. */
const SMALL_PARTS = 2;

/**
 * The recipe of a data set for a budget of bytes an item: the committed one, its dimensions and sparse
 * entries made smaller or larger in the same proportion until they fit. Everything else stays.
 */
export function recipeFor(name: DatasetName, bytesPerItem: number): Recipe {
  const recipe = RECIPES[name];
  const { dim, bits, nnz } = recipe.student;
  const denseBytes = bytesOf(dim, bits);
  return sizedRecipe(recipe, bytesPerItem, denseBytes / (denseBytes + ENTRY_BYTES * nnz));
}

/** A recipe with a share (0 … 1) of its bytes in the low-rank part and the others in the sparse part. */
export function sizedRecipe(recipe: Recipe, bytesPerItem: number, share: number): Recipe {
  const { student } = recipe;
  const free = Math.max(0, bytesPerItem - FIXED_BYTES - SMALL_PARTS);
  // 4-bit codes come in pairs.
  const dim = Math.max(2, 2 * Math.floor((free * share) / bytesOf(2, student.bits)));
  const nnz = Math.max(1, Math.floor((free - bytesOf(dim, student.bits)) / ENTRY_BYTES));
  return { ...recipe, student: { ...student, dim, nnz } };
}

/** Coded bytes an item of both dense tables. */
function bytesOf(dim: number, bits: number): number {
  return ((2 * dim * bits) / 8) * CODED_SHARE;
}

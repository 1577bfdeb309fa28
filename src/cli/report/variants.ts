import type { Recipe } from '../pipeline/recipe.ts';

/** One way to make a student, under the name its rows carry. */
export interface Variant {
  readonly label: string;
  readonly change: (recipe: Recipe) => Recipe;
}

/** The student that every margin is told of. */
export const FLAGSHIP = 'student';

/** The students of every budget: the recipe as it is, and the same without what the report wants to know the worth of. */
export const VARIANTS: readonly Variant[] = [
  { label: FLAGSHIP, change: (recipe) => recipe },
  {
    label: 'student without distillation',
    change: (recipe) => ({ ...recipe, distil: { ...recipe.distil, lambda: 0 } }),
  },
];

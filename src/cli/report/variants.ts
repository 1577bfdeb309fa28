import type { Recipe } from '../pipeline/recipe.ts';
import { withoutTeacher } from '../pipeline/without-teacher.ts';

/** One way to make a student, under the name its rows carry. */
export interface Variant {
  readonly label: string;
  /** `divided` is the recipe of the same bytes with a share (0 … 1) of them in the low-rank part. */
  readonly change: (recipe: Recipe, divided: (share: number) => Recipe) => Recipe;
  /** Made with the first seed and the bytes nearest to ABLATION_BYTES alone: what one choice is worth. */
  readonly ablation: boolean;
}

/** The student that every margin is told of. */
export const FLAGSHIP = 'student';

/** The size that choices are taken away at. */
export const ABLATION_BYTES = 64;

/**
 * The students of a report: the recipe as it is, and the same without what the report wants to know the worth of. A
 * variant that leaves a data set's recipe as it is has no row there.
 */
export const VARIANTS: readonly Variant[] = [
  { label: FLAGSHIP, change: (recipe) => recipe, ablation: false },
  {
    label: 'student without distillation',
    change: withoutTeacher,
    ablation: false,
  },
  {
    label: 'student, soft labels alone',
    change: (recipe) => distilledWith(recipe, { lambda: 1 }),
    ablation: true,
  },
  {
    label: 'student, likes held back, too',
    change: (recipe) => distilledWith(recipe, { lambda: 0.7 }),
    ablation: true,
  },
  {
    label: 'student, likes held back with few shown, too',
    change: (recipe) => distilledWith(recipe, { teacherAloneUpTo: null }),
    ablation: true,
  },
  {
    label: 'student, labels of whole histories',
    change: (recipe) => distilledWith(recipe, { views: null }),
    ablation: true,
  },
  {
    label: 'student, labels of the part shown',
    // The likes held back from a few parts that do not change would be learned by heart.
    change: (recipe) => distilledWith(recipe, { views: recipe.distil.views ?? 3, lambda: 1 }),
    ablation: true,
  },
  {
    label: 'student, all bytes low rank',
    change: (_recipe, divided) => divided(1),
    ablation: true,
  },
  {
    label: 'student, half the bytes sparse',
    change: (_recipe, divided) => divided(0.5),
    ablation: true,
  },
  {
    label: 'student, all bytes sparse',
    change: (_recipe, divided) => divided(0),
    ablation: true,
  },
  {
    label: 'student, 8-bit codes',
    change: (recipe) => quantisedAfterTraining(withBits(recipe, 8)),
    ablation: true,
  },
  {
    label: 'student, 3-bit codes',
    change: (recipe) => quantisedAfterTraining(withBits(recipe, 3)),
    ablation: true,
  },
  {
    label: 'student, 3-bit codes while trained',
    change: (recipe) => quantisedWhileTrained(withBits(recipe, 3)),
    ablation: true,
  },
  {
    label: 'student, quantised while trained',
    change: quantisedWhileTrained,
    ablation: true,
  },
  {
    label: 'student, quantised after training',
    change: quantisedAfterTraining,
    ablation: true,
  },
  {
    label: 'student, union of top items',
    change: (recipe) => distilledWith(recipe, { union: { teacherTop: 100, studentTop: 100, share: 1 } }),
    ablation: true,
  },
  {
    label: 'student, histories not cut short',
    change: (recipe) => distilledWith(recipe, { shortShare: 0, keepMin: 0.8, keepMax: 0.8 }),
    ablation: true,
  },
];

function distilledWith(recipe: Recipe, change: Partial<Recipe['distil']>): Recipe {
  return { ...recipe, distil: { ...recipe.distil, ...change } };
}

/** Codes of other bits, and as many more or fewer dimensions as take the same bytes; they come in pairs. */
function withBits(recipe: Recipe, bits: Recipe['student']['bits']): Recipe {
  const { student } = recipe;
  const dim = 2 * Math.round((student.dim * student.bits) / bits / 2);
  return { ...recipe, student: { ...student, bits, dim } };
}

function quantisedWhileTrained(recipe: Recipe): Recipe {
  return distilledWith(recipe, { quantiseFrom: 0.7 });
}

function quantisedAfterTraining(recipe: Recipe): Recipe {
  return distilledWith(recipe, { quantiseFrom: null });
}

/** The variants that are made at one of a report's budgets. */
export function variantsAt(
  budget: number,
  { budgets, ablations }: { readonly budgets: readonly number[]; readonly ablations: boolean },
): readonly Variant[] {
  const distance = (bytes: number): number => Math.abs(bytes - ABLATION_BYTES);
  const nearest = budgets.every((other) => distance(budget) <= distance(other));
  return VARIANTS.filter(({ ablation }) => !ablation || (ablations && nearest));
}

/** Whether two recipes make the same student; an option that is null is off, as one that is absent. */
export function isSameRecipe(a: Recipe, b: Recipe): boolean {
  const [one, other] = [a, b].map((recipe) =>
    JSON.stringify(recipe, (_, value: unknown) => value ?? undefined),
  );
  return one === other;
}

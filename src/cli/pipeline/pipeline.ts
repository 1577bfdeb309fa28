import { HISTORY_LENGTHS } from '../../core/history-length.ts';
import type { Folds } from '../../core/interactions.ts';
import type { Dataset } from '../../data/index.ts';
import type { Kernels } from '../../kernels/index.ts';
import type { Recipe } from './recipe.ts';
import { keyOf, type WorkDirectory } from './work-directory.ts';

/** Everything a stage may use; keys chain, so a changed choice redoes what depends on it and nothing else. */
export interface Pipeline {
  readonly dataset: Dataset;
  readonly recipe: Recipe;
  readonly seed: number;
  readonly kernels: Kernels;
  readonly work: WorkDirectory;
  readonly keys: StageKeys;
  /** Tells how far the running stage is. */
  report(line: () => string): void;
}

export interface StageKeys {
  readonly ease: string;
  /** Of each member, by its name. */
  readonly members: Readonly<Record<string, string>>;
  readonly weigh: string;
  readonly labels: string;
  readonly sparse: string;
  readonly distil: string;
  readonly compress: string;
  readonly evaluate: string;
}

/** Raised when the arithmetic of a stage changes, so that old work is not taken for new. */
const ALGORITHM_VERSION = 4;

export function stageKeys(dataset: Dataset, recipe: Recipe, seed: number, kernelVariant: string): StageKeys {
  const { training, lower, validation, test } = dataset.split;
  const { teacher } = recipe;
  const { bits, storage, ...student } = recipe.student;
  const data = keyOf(
    ALGORITHM_VERSION,
    kernelVariant,
    dataset.split.itemIds,
    training.offsets,
    training.indices,
  );
  const rated = keyOf(data, lower.offsets, lower.indices, lower.ratings);
  const ease = keyOf(data, 'ease', teacher.ease);
  const members = Object.fromEntries(
    Object.entries(teacher.members).map(([name, member]) => [
      name,
      keyOf('table' in member ? rated : data, 'member', member),
    ]),
  );
  const weigh = keyOf('weigh', members, ...foldParts(validation));
  const labels = keyOf(weigh, 'labels', ...viewParts(recipe));
  const sparse = keyOf(rated, 'sparse', student.nnz, student.sparse);
  // Without a teacher's share in the loss, nothing of the teacher reaches the student.
  const taught = recipe.distil.lambda === 0 ? 'alone' : labels;
  const distil = keyOf(taught, sparse, student, ...distilParts(recipe), seed);
  const compress = keyOf(distil, bits, storage, ...foldParts(validation));
  const evaluate = keyOf(compress, ease, weigh, 'evaluate', ...foldParts(test));
  return { ease, members, weigh, labels, sparse, distil, compress, evaluate };
}

/** What a recipe says of distillation; options that are off leave no trace, so that older work stays good. */
function distilParts({ student, distil }: Recipe): unknown[] {
  const { quantiseFrom = null, union = null, views = null, teacherAloneUpTo = null, ...always } = distil;
  const parts: unknown[] = [always];
  if (quantiseFrom !== null) parts.push('quantised', quantiseFrom, student.bits);
  if (union !== null) parts.push('union', union);
  if (views !== null) parts.push('views', views);
  if (teacherAloneUpTo !== null) parts.push('teacher alone up to', teacherAloneUpTo);
  return parts;
}

/** What the labels of views depend on beside the teacher; how many there are is in the names of their stages. */
function viewParts({ distil: { views, shortShare, shortMax, keepMin, keepMax } }: Recipe): unknown[] {
  return views ? ['views', shortShare, shortMax, keepMin, keepMax] : [];
}

/** Everything of the folds that a figure depends on. */
export function foldParts(folds: Folds): Uint32Array[] {
  return HISTORY_LENGTHS.flatMap((length) => {
    const { history, targets } = folds[length];
    return [history.offsets, history.indices, targets.offsets, targets.indices];
  });
}

/** `37 %` of .37 */
export function percent(part: number): string {
  return `${Math.round(part * 100)} %`;
}

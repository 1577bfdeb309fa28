import type { InteractionMatrix } from '../../core/interactions.ts';
import type { Kernels } from '../../kernels/index.ts';
import { addGram } from '../../training/gram.ts';
import { refitSparse } from '../../training/students/refit.ts';
import { pruneTable, type SparseValues } from '../../training/students/sparse-table.ts';
import { trainEase } from '../../training/teachers/ease.ts';
import type { Recipe } from './recipe.ts';

/**
 * The sparse part a student starts from: a closed-form table pruned to `nnz` entries an item, its values
 * refitted on what was kept.
 */
export function startSparse(
  kernels: Kernels,
  training: InteractionMatrix,
  popularity: Uint32Array,
  student: Recipe['student'],
  onProgress?: (fraction: number) => void,
): SparseValues {
  const { items } = training;
  const { sparse } = student;
  const mark = kernels.mark();
  const table = trainEase(kernels, training, { ...sparse, ...(onProgress && { onProgress }) });
  let pruned = pruneTable(table, items, Math.round(student.nnz * items));
  if (sparse.refit) {
    table.fill(0);
    addGram(training, table);
    pruned = refitSparse(table, pruned, sparse.refit);
  }
  kernels.release(mark);
  return { ...pruned, values: scaleColumns(pruned, popularity, sparse.countPower, sparse.scale) };
}

/** values · scale · likes(column)^power */
function scaleColumns(
  table: SparseValues,
  popularity: Uint32Array,
  power: number,
  scale: number,
): Float32Array {
  return table.values.map((value, e) => value * scale * popularity[table.columns[e]!]! ** power);
}

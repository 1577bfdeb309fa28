import type { Kernels } from '../../kernels/index.ts';
import type { HistoryBatch } from '../students/history-batch.ts';
import type { Teacher } from '../teachers/teacher.ts';
import type { SplitHistory } from './split-history.ts';

/** A logit that softmax turns into probability 0; finite, so that no NaN can arise. */
export const MASKED_LOGIT = -1e9;

/**
 * Fills targets[rows, items] = (1 − λ) · uniform over the held-back likes + λ · softmax(teacher's logits
 * of the whole history, given items masked). Cross entropy with this mixture is the sum of both losses of
 * Hinton et al. 2015 at temperature 1 (up to the teacher's entropy, a constant).
 */
export function fillTargets(
  kernels: Kernels,
  teacher: Teacher,
  whole: HistoryBatch,
  splits: readonly SplitHistory[],
  lambda: number,
  targets: Float32Array,
): void {
  const { items } = teacher;
  if (lambda > 0) {
    teacher.logits(whole, targets);
    maskGiven(targets, items, splits);
    kernels.softmax({ values: targets, rows: splits.length, columns: items });
    for (let e = 0; e < splits.length * items; e++) targets[e]! *= lambda;
  } else {
    targets.fill(0, 0, splits.length * items);
  }
  splits.forEach(({ held }, row) => {
    const share = (1 - lambda) / held.length;
    for (const item of held) targets[row * items + item]! += share;
  });
}

/** Sets the logits of each row's given items to MASKED_LOGIT: nobody is recommended what they have. */
export function maskGiven(logits: Float32Array, items: number, splits: readonly SplitHistory[]): void {
  splits.forEach(({ given }, row) => {
    for (const item of given) logits[row * items + item] = MASKED_LOGIT;
  });
}

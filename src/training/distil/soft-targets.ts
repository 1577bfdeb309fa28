import type { Kernels } from '../../kernels/index.ts';
import type { SoftLabels } from './soft-labels.ts';
import type { SplitHistory } from './split-history.ts';

/** A logit that softmax turns into probability 0; finite, so that no NaN can arise. */
export const MASKED_LOGIT = -1e9;

/** How much of the target is the teacher's. */
export interface TargetMixture {
  /** λ: 0 learns from held-back likes alone, 1 from the teacher alone. */
  readonly lambda: number;
  /** τ: the teacher's logits are divided by it; above 1 flattens, below 1 sharpens. */
  readonly temperature: number;
}

/**
 * Fills targets[rows, items] = (1 − λ) · uniform over the held-back likes + λ · softmax(teacher's logits
 * of the whole history / τ, given items masked). Cross entropy with this mixture is the sum of both losses
 * of Hinton et al. 2015 with the student at temperature 1 (up to the teacher's entropy, a constant).
 */
export function fillTargets(
  kernels: Kernels,
  labels: SoftLabels,
  users: Uint32Array,
  splits: readonly SplitHistory[],
  { lambda, temperature }: TargetMixture,
  targets: Float32Array,
): void {
  const { items } = labels;
  const entries = splits.length * items;
  if (lambda > 0) {
    labels.logits(users, targets);
    for (let e = 0; e < entries; e++) targets[e]! /= temperature;
    maskGiven(targets, items, splits);
    kernels.softmax({ values: targets, rows: splits.length, columns: items });
    for (let e = 0; e < entries; e++) targets[e]! *= lambda;
  } else {
    targets.fill(0, 0, entries);
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

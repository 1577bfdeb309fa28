import { type InteractionMatrix, rowOf } from '../../core/interactions.ts';
import type { Kernels } from '../../kernels/index.ts';
import { HistoryBatch } from '../students/history-batch.ts';
import type { Teacher } from '../teachers/teacher.ts';

/** What a teacher makes of training users' whole histories. */
export interface SoftLabels {
  readonly items: number;
  /** Writes logits[users, items] of training users, by their position in the training matrix. */
  logits(users: Uint32Array, out: Float32Array): void;
}

/** Labels that the teacher works out whenever they are asked for. */
export function labelsOf(kernels: Kernels, teacher: Teacher, training: InteractionMatrix): SoftLabels {
  return {
    items: teacher.items,
    logits: (users, out) =>
      kernels.scoped(() => {
        const whole = new HistoryBatch(kernels, users.length, training.items);
        for (const user of users) whole.push(rowOf(training, user));
        teacher.logits(whole, out);
      }),
  };
}

import { toHalfBits } from '../../core/half.ts';
import { type InteractionMatrix, rowOf } from '../../core/interactions.ts';
import type { Kernels } from '../../kernels/index.ts';
import { HistoryBatch } from '../students/history-batch.ts';
import type { Teacher } from '../teachers/teacher.ts';

/** What a teacher makes of training users' histories, or of parts of them. */
export interface SoftLabels {
  /**
   * Writes the teacher's logits of training users, by their position in the training matrix, as float16's bits:
   * labels[users, items]. A user's logits may be shifted, for softmax forgets it. `view` says which part of their
   * histories the teacher was shown; labels of whole histories ignore it.
   */
  read(users: Uint32Array, view: number, labels: Uint16Array): void;
}

/**
 * Labels that the teacher works out whenever they are asked for: of what `shown` gives of a user's likes in a view,
 * by default all of them.
 */
export function labelsOf(
  kernels: Kernels,
  teacher: Teacher,
  training: InteractionMatrix,
  shown: (likes: Uint32Array, view: number, user: number) => Uint32Array = (likes) => likes,
): SoftLabels {
  const { items } = teacher;
  return {
    read: (users, view, labels) =>
      kernels.scoped(() => {
        const histories = new HistoryBatch(kernels, users.length, training.items);
        for (const user of users) histories.push(shown(rowOf(training, user), view, user));
        const logits = kernels.float32(users.length * items);
        teacher.logits(histories, logits);
        for (let row = 0; row < users.length; row++) {
          const [begin, end] = [row * items, (row + 1) * items];
          writeLabels(logits.subarray(begin, end), labels.subarray(begin, end));
        }
      }),
  };
}

/** One user's logits as float16's bits, the largest at 0: there float16 is finest. */
export function writeLabels(logits: Float32Array, labels: Uint16Array): void {
  let largest = Number.NEGATIVE_INFINITY;
  for (const logit of logits) largest = Math.max(largest, logit);
  for (let item = 0; item < logits.length; item++) labels[item] = toHalfBits(logits[item]! - largest);
}

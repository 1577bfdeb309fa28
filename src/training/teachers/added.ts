import { weightAt } from '../../core/linear.ts';
import type { Kernels } from '../../kernels/index.ts';
import type { HistoryBatch } from '../students/history-batch.ts';
import type { Teacher } from './teacher.ts';

/** One teacher of a sum, and how loud it is for histories of different lengths. */
export interface AddedMember {
  readonly teacher: Teacher;
  /** weights[knots]: factor of the member's logits at each knot. */
  readonly weights: readonly number[];
}

/**
 * Several teachers added in logit space, each with a weight that depends on the length of the history: a
 * linear table is best on long ones, an autoencoder on short ones.
 *
 *   logits(H) = Σ_m weight_m(|H|) · logits_m(H)
 *
 * Between knots a weight is linear in ln |H|; outside them it stays as at the nearest. A constant added to
 * one member's logits of a user changes neither ranking nor softmax, so log-softmax would do nothing here.
 */
export class AddedTeacher implements Teacher {
  readonly name: string;
  readonly items: number;
  readonly bytes: number;
  private readonly kernels: Kernels;
  private readonly members: readonly AddedMember[];
  private readonly knots: readonly number[];

  /** knots: history lengths, ascending. At least one member; all know the same items. */
  constructor(name: string, kernels: Kernels, members: readonly AddedMember[], knots: readonly number[]) {
    this.name = name;
    this.kernels = kernels;
    this.members = members;
    this.knots = knots;
    this.items = members[0]!.teacher.items;
    this.bytes = members.reduce((sum, { teacher }) => sum + teacher.bytes, 0);
  }

  logits(histories: HistoryBatch, out: Float32Array): void {
    const { kernels, items, knots } = this;
    out.fill(0, 0, histories.rows * items);
    kernels.scoped(() => {
      const own = kernels.float32(histories.rows * items);
      for (const { teacher, weights } of this.members) {
        teacher.logits(histories, own);
        for (let r = 0; r < histories.rows; r++) {
          const weight = weightAt(knots, weights, lengthOf(histories, r));
          for (let e = r * items; e < (r + 1) * items; e++) out[e]! += weight * own[e]!;
        }
      }
    });
  }
}

/** Items in one row of a batch. */
function lengthOf({ offsets }: HistoryBatch, row: number): number {
  return offsets[row + 1]! - offsets[row]!;
}
